"""What payments add to an order's screen and to the settings."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from backoffice.access import only_for
from backoffice.ports import Card, Panel
from integrations.payment_providers import payment_provider
from storefront.orders.models import Order
from storefront.orders.ports import OrderPanel
from storefront.payments.models import Payment
from storefront.payments.selectors import payments_of_order, payments_that_need_a_person
from storefront.payments.states import RefundState

PAYMENTS_CARD = Card(
    group=_("Selling"),
    order=20,
    label=_("Ways to pay"),
    text=_("What shoppers may pay with, and what they read for transfers and cash."),
    url_name="payments:settings",
    icon="bank",
    permission="payments.change_paymentsettings",
)


def payments_panel(order: Order) -> OrderPanel | None:
    """Every attempt to pay, newest first, with what a person can do about it."""
    payments = [
        {"payment": payment, "name": payment_provider(payment.provider).name, **_doable(payment)}
        for payment in payments_of_order(order)
    ]
    if not payments:
        return None
    template = "payments/backoffice/payments.html"
    return OrderPanel(template, {"payments": payments, "order": order}, position=30, beside=True)


def _doable(payment: Payment) -> dict[str, object]:
    by_staff = payment_provider(payment.provider).confirmed_by_staff
    waiting = [r for r in payment.refunds.all() if r.by_hand and r.state == "requested"]
    return {
        "by_staff": by_staff,
        "can_confirm": by_staff and payment.is_open,
        "refunds_by_hand": waiting,
        "refunds_refused": [r for r in payment.refunds.all() if r.state == RefundState.FAILED],
    }


@only_for("orders.view_order")
def attention_panel(request: HttpRequest) -> Panel | None:
    """Payments that a person has to look at; nothing when there are none."""
    payments = list(payments_that_need_a_person()[:10])
    template = "payments/backoffice/attention.html"
    if not payments:
        return None
    return Panel(5, template, {"payments": payments}, wide=True)
