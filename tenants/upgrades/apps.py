from django.apps import AppConfig


class UpgradesConfig(AppConfig):
    name = "tenants.upgrades"
    label = "upgrades"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tenants.staff.page_rights import prepare_roles

        from .ports import after_new_permissions

        after_new_permissions.append(prepare_roles)
