from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "loyalty.members"
    label = "members"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from storefront.customers.ports import member_codes

        from .selectors import code_of

        member_codes.append(code_of)
