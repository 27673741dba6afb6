from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "storefront.customers"
    label = "customers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tenants.accounts import ports

        from . import handlers

        ports.after_sign_up.append(handlers.make_customer)
        ports.after_contact_change.append(handlers.follow_contact)
