from django.db import transaction

from storefront.orders.moving import locked_order
from storefront.payments.models import Payment
from storefront.payments.states import OPEN

from .moving import move_payment


@transaction.atomic
def close_open_payments(order_id: int, *, why: str) -> None:
    """Nobody waits for these any more. Money that comes all the same is taken and given back."""
    locked_order(order_id)
    waiting = Payment.objects.filter(order_id=order_id, state__in=OPEN).order_by("id")
    for payment in waiting.select_for_update(no_key=True):
        move_payment(payment, "cancel", by="system", why=why)
