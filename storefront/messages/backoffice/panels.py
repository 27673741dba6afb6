"""What messages add to the settings and to an order's screen."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backoffice.ports import Action, Card
from storefront.messages.kinds import Kind
from storefront.messages.selectors import mails_that_ended
from storefront.orders.backoffice.ports import Moment
from storefront.orders.models import Order

MESSAGES_CARD = Card(
    group=_("Your shop"),
    order=40,
    label=_("Messages"),
    text=_(
        "Which mails shoppers get about their orders, your own words in them, who hears of new orders."
    ),
    url_name="messages:settings",
    icon="mail",
    permission="profile.change_shopprofile",
)
SEND_AGAIN = "orders.change_order"


def send_again_action(order: Order) -> Action | None:
    if not order.email:
        return None
    return Action(
        position=70,
        label=_("Send a mail again"),
        url=reverse("messages:send_again", args=[order.number]),
        permission=SEND_AGAIN,
    )


def mail_moments(order: Order) -> Iterable[Moment]:
    for mail in mails_that_ended(order.pk):
        kind = Kind(mail.kind).label
        if mail.sent_at:
            text = _("Mail “%(kind)s” sent to %(address)s")
        else:
            text = _("Mail “%(kind)s” to %(address)s could not be sent")
        yield Moment(
            at=mail.sent_at or mail.given_up_at or mail.queued_at,
            text=text % {"kind": kind, "address": mail.recipient},
            by=mail.asked_by or "system",
            note="" if mail.sent_at else mail.last_error,
        )
