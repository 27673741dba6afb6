"""Sending one mail. The claim is committed before, the outcome after: no transaction is open meanwhile.

A worker that dies between the two leaves a mail that is tried again after its delay, under the same Message-ID, so
that a mail server that has it already knows it: late or known twice, never lost.
"""

import logging

from django.db import transaction

from integrations.mail.services import post_mail
from kernel import clock
from storefront.orders.selectors import order_to_pay

from ..kinds import KINDS
from ..letters import compose
from ..models import OPEN, OrderMail
from .queue import delay, is_news

log = logging.getLogger(__name__)
MOST_TRIES = 10  # about fifteen hours


def send_due_mail(mail_id: int) -> None:
    """Send the mail if it is due; failures are noted and tried again later, as OrderMailDue rings."""
    mail = _claim(mail_id)
    if mail is None:
        return
    try:
        letter = compose(mail)
        post_mail(to=mail.recipient, **letter.parts())
    except Exception as error:  # whatever the mail server or a template says: noted, tried again
        log.exception("order_mail_not_sent: %s", mail.pk)
        _note_failure(mail, error)
    else:
        _end(mail, "sent_at")


@transaction.atomic
def _claim(mail_id: int) -> OrderMail | None:
    """The mail, ours until its next try is due; None when there is nothing to send."""
    mails = OrderMail.objects.filter(OPEN, pk=mail_id, next_try_at__lte=clock.now())
    mail = mails.select_for_update(skip_locked=True, no_key=True).first()
    if mail is None:
        return None
    order = order_to_pay(mail.order_id)
    if not KINDS[mail.kind].for_staff:
        mail.recipient = order.email  # may have been put right since it was queued
    is_true = mail.recipient and KINDS[mail.kind].still_true(order)
    if not is_true or not is_news(mail.queued_at):
        _end(mail, "dropped_at")
        return None
    if mail.tries >= MOST_TRIES:  # the worker died in the last one
        _end(mail, "given_up_at")
        return None
    mail.tries += 1
    mail.next_try_at = clock.now() + delay(mail.tries)
    mail.save(update_fields=["recipient", "tries", "next_try_at"])
    return mail


def _note_failure(mail: OrderMail, error: Exception) -> None:
    text = f"{type(error).__name__}: {error}"[:500]
    OrderMail.objects.filter(pk=mail.pk).update(last_error=text)
    if mail.tries >= MOST_TRIES:
        _end(mail, "given_up_at")


def _end(mail: OrderMail, end: str) -> None:
    OrderMail.objects.filter(OPEN, pk=mail.pk).update(**{end: clock.now()})
