from datetime import UTC, datetime, timedelta

from django.db import transaction

from kernel import clock
from storefront.orders.models import Order
from tenants.profile.selectors import current_profile

from ..events import look_again
from ..kinds import Kind
from ..models import OPEN, OrderMail
from ..selectors import is_sent, message_settings
from ..tasks import send_order_mail

NEWS_FOR = timedelta(days=2)
FIRST_DELAY, LONGEST_DELAY = timedelta(minutes=2), timedelta(hours=6)
AT_THE_DOOR = "cash:"


def queue_mail(
    order: Order,
    kind: Kind,
    *,
    about: str = "",
    happened_at: datetime,
    wait: timedelta = timedelta(),
) -> None:
    """A mail to the shopper, in the caller's transaction; the same occasion twice is one mail.

    Nothing is queued without an address, when the shop does not send this kind, or about what is long past.
    """
    if order.email and is_sent(kind) and is_news(happened_at):
        _queue(order, kind, about, order.email, order.language, happened_at + wait)


def queue_staff_notice(
    order: Order,
    *,
    happened_at: datetime,
    at_the_door: bool = False,
    wait: timedelta = timedelta(),
) -> None:
    """The same news for each address the shop has named."""
    if not is_news(happened_at):
        return
    language = current_profile().main_language
    for address in message_settings().staff_addresses:
        about = f"{AT_THE_DOOR}{address}" if at_the_door else address
        _queue(order, Kind.NEW_ORDER, about, address, language, happened_at + wait)


def is_news(at: datetime) -> bool:
    """False for what is long past, also where the clock is set back to tell a demo's story."""
    return at > max(clock.now(), datetime.now(UTC)) - NEWS_FOR


@transaction.atomic
def ring(mail_id: int) -> None:
    """Ask for a mail that is due to be sent, and look after it again; one that has ended is left alone."""
    mail = OrderMail.objects.filter(OPEN, pk=mail_id).first()
    if mail is None:
        return
    now = clock.now()
    if mail.next_try_at > now:
        look_again(mail.pk, mail.next_try_at)
        return
    send_order_mail.send(mail.pk)
    look_again(mail.pk, now + delay(mail.tries + 1))


def delay(tries: int) -> timedelta:
    """2, 4, 8 ... minutes after so many tries, at most six hours."""
    return min(FIRST_DELAY * 2 ** max(tries - 1, 0), LONGEST_DELAY)


def _queue(
    order: Order, kind: Kind, about: str, recipient: str, language: str, due_at: datetime
) -> None:
    mail, is_new = OrderMail.objects.get_or_create(
        order=order,
        kind=kind,
        about=about,
        asked_by="",
        defaults={
            "recipient": recipient,
            "language": language or current_profile().main_language,
            "queued_at": clock.now(),
            "next_try_at": due_at,
        },
    )
    if is_new:
        look_again(mail.pk, due_at)
