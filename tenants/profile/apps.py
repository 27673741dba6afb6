from django.apps import AppConfig


class ProfileConfig(AppConfig):
    name = "tenants.profile"
    label = "profile"
    default_auto_field = "django.db.models.BigAutoField"
