"""The kinds of mail: what each is called, what it says, and when it is (still) to be sent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernel import clock
from storefront.orders.states import OrderState, PaymentState

if TYPE_CHECKING:
    from storefront.orders.models import Order

Text = str | Promise


class Kind(TextChoices):
    RECEIVED = "received", _("How to pay")
    PAID = "paid", _("Payment received")
    SHIPPED = "shipped", _("Parcel sent")
    READY = "ready", _("Ready for pick-up")
    CANCELLED = "cancelled", _("Order cancelled")
    REFUNDED = "refunded", _("Refund")
    NEW_ORDER = "new_order", _("New order, to the staff")


@dataclass(frozen=True)
class MailKind:
    """Texts take %(number)s, %(shop)s and %(name)s. `still_true`: whether the order is still as the mail says."""

    code: Kind
    when: Text  # for the settings screen
    subject: Text
    heading: Text
    lead: Text
    button: Text = _("See your order")
    still_true: Callable[["Order"], bool] = lambda order: True
    for_staff: bool = False


def _waits_for_money(order: "Order") -> bool:
    if order.state != OrderState.AWAITING_PAYMENT:
        return False
    return order.pay_on_delivery or order.pay_by is None or order.pay_by > clock.now()


def _is_paid(order: "Order") -> bool:
    return order.payment_state != PaymentState.UNPAID


KINDS: dict[str, MailKind] = {
    kind.code: kind
    for kind in (
        MailKind(
            Kind.RECEIVED,
            when=_(
                "A few minutes after an order that is not paid: how to pay, or that it is paid at the door."
            ),
            subject=_("Your order %(number)s at %(shop)s"),
            heading=_("We have your order"),
            lead=_("Hello %(name)s, thank you. Your order %(number)s waits for its payment."),
            button=_("Pay now"),
            still_true=_waits_for_money,
        ),
        MailKind(
            Kind.PAID,
            when=_("As soon as an order is paid."),
            subject=_("Payment received: order %(number)s at %(shop)s"),
            heading=_("Thank you for your order"),
            lead=_("Hello %(name)s, your payment for order %(number)s has arrived."),
            still_true=_is_paid,
        ),
        MailKind(
            Kind.SHIPPED,
            when=_("When a parcel is sent: what is in it and where it can be followed."),
            subject=_("On its way: order %(number)s from %(shop)s"),
            heading=_("Your parcel is on its way"),
            lead=_("Hello %(name)s, we have sent a parcel of your order %(number)s."),
        ),
        MailKind(
            Kind.READY,
            when=_("When an order that is fetched lies ready: where, and the code to show."),
            subject=_("Ready for pick-up: order %(number)s at %(shop)s"),
            heading=_("Your order is ready"),
            lead=_("Hello %(name)s, your order %(number)s can be picked up."),
            still_true=lambda order: order.state != OrderState.CANCELLED,
        ),
        MailKind(
            Kind.CANCELLED,
            when=_(
                "When an unpaid order is cancelled, by you, the shopper or because time ran out."
            ),
            subject=_("Cancelled: order %(number)s at %(shop)s"),
            heading=_("Your order was cancelled"),
            lead=_("Hello %(name)s, your order %(number)s was cancelled. You have paid nothing."),
            still_true=lambda order: order.state == OrderState.CANCELLED,
        ),
        MailKind(
            Kind.REFUNDED,
            when=_("When you give money back: for what, how much, and where it goes."),
            subject=_("Refund for order %(number)s from %(shop)s"),
            heading=_("Your money is on its way back"),
            lead=_("Hello %(name)s, we are giving back money for your order %(number)s."),
        ),
        MailKind(
            Kind.NEW_ORDER,
            when=_("To your own people, when an order is paid or will be paid at the door."),
            subject=_("New order %(number)s at %(shop)s"),
            heading=_("New order"),
            lead=_("%(name)s has placed order %(number)s."),
            button=_("Open the order"),
            still_true=lambda order: _is_paid(order) or order.pay_on_delivery,
            for_staff=True,
        ),
    )
}
SHOPPERS_KINDS = [kind for kind in KINDS.values() if not kind.for_staff]
