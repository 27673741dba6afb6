from django.apps import AppConfig


class CustomizerConfig(AppConfig):
    name = "themes.customizer"
    label = "customizer"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from backoffice.ports import design_cards
        from tenants.freshness.registry import shown_on_pages

        from .backoffice import look_cards
        from .models import ThemeSettings

        design_cards.append(look_cards)
        shown_on_pages(ThemeSettings, in_frame=True)
