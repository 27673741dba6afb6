import pytest

from kernel import clock
from storefront.orders.models import Order
from storefront.orders.services import mark_paid
from storefront.payments.models import Payment

from ..purchase import placed


@pytest.fixture
def bought(in_shop_a):
    """An order paid through a provider."""

    def buy(*wanted, **changes) -> Order:
        order = placed(*wanted, **changes)
        payment = Payment.objects.create(
            order=order,
            provider="demo",
            amount_minor=order.payable_minor,
            currency=order.currency,
            state="paid",
            created_at=clock.now(),
        )
        mark_paid(order.pk, reference=payment.public_id)
        order.refresh_from_db()
        return order

    return buy
