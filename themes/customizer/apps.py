from django.apps import AppConfig


class CustomizerConfig(AppConfig):
    name = "themes.customizer"
    label = "customizer"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from backoffice.ports import design_cards

        from .backoffice import look_cards

        design_cards.append(look_cards)
