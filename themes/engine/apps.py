from django.apps import AppConfig


class ThemesEngineConfig(AppConfig):
    name = "themes.engine"
    label = "themes_engine"
    default_auto_field = "django.db.models.BigAutoField"
