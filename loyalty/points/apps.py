from django.apps import AppConfig


class PointsConfig(AppConfig):
    name = "loyalty.points"
    label = "points"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from storefront.aftersales.ports import refund_effects
        from storefront.pricing.ports import discount_sources

        from . import effects, handlers  # noqa: F401
        from .discount import PointsDiscount

        discount_sources.append(PointsDiscount())
        refund_effects.append(effects.refund_effects)
