from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProvisioningConfig(AppConfig):
    name = "tenants.provisioning"
    label = "provisioning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tenants.staff.page_rights import prepare_roles

        from .ports import register_starter_step
        from .starter import add_owner, set_profile

        register_starter_step("staff.roles", 5, prepare_roles, neutral=True)
        register_starter_step("profile", 0, set_profile, label=_("Name, currency and languages"))
        register_starter_step("owner", 10, add_owner, label=_("Your key to the back office"))
