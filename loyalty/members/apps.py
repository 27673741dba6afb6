from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "loyalty.members"
    label = "members"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from backoffice.ports import dashboard_panels
        from storefront.customers.ports import member_codes
        from storefront.orders.ports import staff_panels
        from tenants.backups.ports import ReadableTable, readable_tables

        from . import lists
        from .backoffice.panels import member_panel, new_members, order_for_action
        from .backoffice.ports import member_actions
        from .selectors import code_of

        member_codes.append(code_of)
        dashboard_panels.append(new_members)
        staff_panels.append(member_panel)
        member_actions.append(order_for_action)
        readable_tables.append(ReadableTable("members", lists.members))
