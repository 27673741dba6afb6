from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "tenants.staff"
    label = "staff"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tenants.accounts import ports

        from .permission_policies import key_policies_by_schema
        from .roles import permissions_of
        from .services.sessions import end_in_back_offices

        ports.permissions_of.append(permissions_of)
        ports.after_new_password.append(end_in_back_offices)
        key_policies_by_schema()
