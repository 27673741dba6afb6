from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "storefront.drafts"
    label = "drafts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from storefront.orders import ports
        from storefront.orders.backoffice.ports import list_actions, order_actions, order_moments

        from .backoffice import panels

        list_actions.append(panels.drafts_action)
        order_actions.append(panels.take_payment_action)
        order_moments.append(panels.draft_moments)
        ports.staff_panels.append(panels.payment_link_panel)
