from datetime import timedelta

from django.db import transaction

from kernel import clock
from storefront.orders.models import Order
from storefront.orders.moving import locked_order

from ..errors import NothingToSay, TooManyMails
from ..events import look_again
from ..kinds import Kind
from ..models import OrderMail
from ..selectors import occasions_of

MOST, PERIOD = 5, timedelta(hours=1)


@transaction.atomic
def send_again(order: Order, *, kind: str, about: str, by: str) -> OrderMail:
    """One of the staff sends the order's mail once more. Raises NothingToSay, TooManyMails."""
    order = locked_order(order.pk)
    if not order.email or (kind, about) not in occasions_of(order):
        raise NothingToSay
    now = clock.now()
    asked = OrderMail.objects.filter(order=order, queued_at__gt=now - PERIOD).exclude(asked_by="")
    if asked.count() >= MOST:
        raise TooManyMails
    mail = OrderMail.objects.create(
        order=order,
        kind=kind,
        about=about,
        asked_by=by or "staff",
        recipient=order.email,
        language=order.language,
        queued_at=now,
        next_try_at=now,
    )
    look_again(mail.pk, now)
    return mail


def confirm_again(order: Order, *, by: str) -> OrderMail | None:
    """What confirms the order as it stands, paid or still to be paid, once more; None when there is nothing to say."""
    kinds = [kind for kind, _about in occasions_of(order) if kind in (Kind.PAID, Kind.RECEIVED)]
    try:
        return send_again(order, kind=kinds[0], about="", by=by) if kinds else None
    except (NothingToSay, TooManyMails):
        return None
