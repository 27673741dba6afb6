from django.apps import AppConfig


class PointsConfig(AppConfig):
    name = "loyalty.points"
    label = "points"
    default_auto_field = "django.db.models.BigAutoField"
