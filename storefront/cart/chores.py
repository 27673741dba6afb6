from datetime import timedelta

from django.db.models import Q

from kernel import clock
from kernel.chores import chore

from .models import Cart

GUESTS_COME_BACK = timedelta(days=90)  # longer than the cookie that knows the cart
KEPT_AFTER_CLOSING = timedelta(days=30)


@chore(name="cart.forget_old_carts")
def forget_old_carts() -> None:
    """Carts of guests that nobody touched for long, and closed ones; a member's open cart stays."""
    now = clock.now()
    left_behind = Q(customer=None, closed_at=None, updated_at__lt=now - GUESTS_COME_BACK)
    Cart.objects.filter(left_behind | Q(closed_at__lt=now - KEPT_AFTER_CLOSING)).delete()
