from django.apps import AppConfig


class ProfileConfig(AppConfig):
    name = "tenants.profile"
    label = "profile"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from media.models import ShopImage
        from tenants.freshness.registry import shown_on_pages

        from .models import ShopProfile

        shown_on_pages(ShopProfile, ShopImage, in_frame=True)
