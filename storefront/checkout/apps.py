from django.apps import AppConfig


class CheckoutConfig(AppConfig):
    name = "storefront.checkout"
    label = "checkout"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from storefront.cart.ports import summary_parts

        from .shop.estimate import cart_estimate

        summary_parts.append(cart_estimate)
