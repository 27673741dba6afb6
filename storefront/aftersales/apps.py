from django.apps import AppConfig


class AftersalesConfig(AppConfig):
    name = "storefront.aftersales"
    label = "aftersales"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from storefront.orders import ports

        from . import handlers, selectors  # noqa: F401

        ports.shopper_panels.append(selectors.refunds_panel)
