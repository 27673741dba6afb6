from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "tenants.staff"
    label = "staff"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tenants.accounts import ports

        from .permission_policies import key_policies_by_schema
        from .roles import permissions_of

        ports.permissions_of.append(permissions_of)
        key_policies_by_schema()
