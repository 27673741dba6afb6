from django.apps import AppConfig


class AftersalesConfig(AppConfig):
    name = "storefront.aftersales"
    label = "aftersales"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from backoffice.ports import dashboard_panels
        from storefront.orders import ports
        from storefront.orders.backoffice.ports import order_actions, order_moments
        from storefront.shipping.backoffice.ports import mishap_actions
        from storefront.shipping.ports import dispatch_stops

        from . import handlers, selectors  # noqa: F401
        from .backoffice import panels
        from .backoffice.moments import refund_moments

        dispatch_stops.append(selectors.running_refunds)
        ports.shopper_panels.append(selectors.refunds_panel)
        ports.staff_panels.append(panels.refunds_given)
        order_actions.append(panels.refund_action)
        order_moments.append(refund_moments)
        mishap_actions.append(panels.refund_parcel_action)
        dashboard_panels.append(panels.refunds_that_wait)
