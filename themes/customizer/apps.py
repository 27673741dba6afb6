from django.apps import AppConfig


class CustomizerConfig(AppConfig):
    name = "themes.customizer"
    label = "customizer"
    default_auto_field = "django.db.models.BigAutoField"
