"""The e-mail of a guest's order is put right: the order is the buyer's, not of whoever has the mistyped address."""

import pytest

from kernel.events.draining import drain
from storefront.customers.models import Customer
from storefront.customers.selectors import customer_for
from storefront.orders.models import Order
from storefront.orders.services import adopt_guest_orders, correct_order
from tests.support.people import a_shopper

from ..messages.posting import sent, work
from ..purchase import paid, placed, variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a", "no_sources")]

TYPO, RIGHT = "mimg@example.com", "ming@example.com"


def corrected(order: Order, **contact: str) -> Order:
    correct_order(order.pk, contact={"email": RIGHT, **contact}, by="x")
    order.refresh_from_db()
    return order


def who(order: Order) -> tuple[str, int | None]:
    order.refresh_from_db()
    assert order.customer is not None
    return order.customer.email, order.order_seq


def test_a_guest_with_this_order_only_is_put_right():
    order = paid((variant(stock=None), 1), email=TYPO, name="Mimg")
    guest = order.customer_id
    corrected(order, name="Ming")
    customer = Customer.objects.get()
    assert (customer.pk, customer.name, customer.email) == (guest, "Ming", RIGHT)
    assert who(order) == (RIGHT, 1)


def test_the_order_joins_those_of_the_guest_who_is_known_already():
    goods = variant(stock=None)
    first, second = paid((goods, 1), email=TYPO), paid((goods, 1), email=RIGHT)
    third = paid((goods, 1), email=RIGHT)
    corrected(first)
    assert Customer.objects.get().email == RIGHT
    assert [who(order)[1] for order in (first, second, third)] == [1, 2, 3]
    assert who(paid((goods, 1), email=RIGHT)) == (RIGHT, 4)


def test_other_orders_of_that_address_stay_where_they_are():
    goods = variant(stock=None)
    other, typo = paid((goods, 1), email=TYPO), paid((goods, 1), email=TYPO)
    last = paid((goods, 1), email=TYPO)
    corrected(typo)
    assert (who(other), who(typo), who(last)) == ((TYPO, 1), (RIGHT, 1), (TYPO, 2))
    assert who(paid((goods, 1), email=TYPO)) == (TYPO, 3)


def test_who_has_the_mistyped_address_does_not_get_the_order_and_the_buyer_does():
    order = corrected(paid((variant(stock=None), 1), email=TYPO))
    stranger, buyer = customer_for(a_shopper(TYPO)), customer_for(a_shopper(RIGHT))
    assert adopt_guest_orders(stranger.pk, email=TYPO) == 0
    assert adopt_guest_orders(buyer.pk, email=RIGHT) == 1
    order.refresh_from_db()
    assert order.customer_id == buyer.pk


def test_a_guest_without_an_e_mail_is_known_by_the_phone():
    order = placed((variant(stock=None), 1), email="", phone="+8613800138000")
    corrected(order, email="", phone="+8613900139000")
    assert Customer.objects.get().phone == "+8613900139000"
    corrected(order)
    customer = Customer.objects.get()
    assert (customer.email, customer.phone) == (RIGHT, "+8613900139000")


def test_a_member_stays_who_they_are():
    user = a_shopper("mei@example.com")
    order = corrected(placed((variant(stock=None), 1), user=user, email="mei@example.com"))
    customer = customer_for(user)
    assert (order.customer_id, customer.email, order.email) == (
        customer.pk,
        "mei@example.com",
        RIGHT,
    )
    assert Customer.objects.count() == 1


def test_a_mail_that_still_waits_goes_to_the_corrected_address():
    order = paid((variant(stock=None), 1), email=TYPO)
    drain()
    corrected(order)
    work()
    assert [message.to for message in sent()] == [[RIGHT]]
