from django.apps import AppConfig


class CartConfig(AppConfig):
    name = "storefront.cart"
    label = "cart"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tenants.accounts import ports

        from .sign_in import bring_cart_along

        ports.after_sign_in.append(bring_cart_along)
