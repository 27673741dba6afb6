"""What was bought as a guest is found in the account of whoever proves the address."""

import pytest
from allauth.account.models import EmailAddress
from django_tenants.utils import tenant_context

from kernel import clock
from storefront.customers.models import Customer
from storefront.customers.services import customer_of_user
from storefront.orders.models import Order
from storefront.orders.services import adopt_guest_orders, mark_paid
from tests.storefront.purchase import paid, placed, variant
from tests.support.people import PASSWORD, a_shopper

EMAIL = "ming@example.com"  # whose name is on the orders of tests.storefront.purchase
PHONE = "+8613800138000"


def sequence(customer: Customer) -> dict[str, int | None]:
    return dict(Order.objects.filter(customer=customer).values_list("number", "order_seq"))


def test_guest_orders_are_counted_with_the_customers_own_by_time_of_payment(in_shop_a):
    shirt = variant(stock=100)
    first = paid((shirt, 1))
    ming = customer_of_user(a_shopper(EMAIL))
    second = paid((shirt, 1), user=ming.user)
    third = paid((shirt, 1))
    open_one = placed((shirt, 1))

    assert adopt_guest_orders(ming.pk, email=EMAIL) == 3

    assert sequence(ming) == {
        first.number: 1,
        second.number: 2,
        third.number: 3,
        open_one.number: None,
    }
    assert not Customer.objects.filter(user=None, email=EMAIL).exists()
    mark_paid(open_one.pk, reference="later")
    assert sequence(ming)[open_one.number] == 4
    assert adopt_guest_orders(ming.pk, email=EMAIL) == 0


def test_another_guests_orders_stay_with_them(in_shop_a):
    theirs = paid((variant(), 1), email="hua@example.com")
    ming = customer_of_user(a_shopper(EMAIL))
    assert adopt_guest_orders(ming.pk, email=EMAIL) == 0
    theirs.refresh_from_db()
    assert theirs.customer_id != ming.pk


def test_a_phone_counts_only_where_no_e_mail_was_given(in_shop_a):
    with_mail = paid((variant(), 1), phone=PHONE, email="hua@example.com")
    without = paid((variant(), 1), phone=PHONE, email="")
    ming = customer_of_user(a_shopper(""))
    assert adopt_guest_orders(ming.pk, phone=PHONE) == 1
    assert set(sequence(ming)) == {without.number}
    with_mail.refresh_from_db()
    assert with_mail.customer_id != ming.pk


@pytest.mark.parametrize("proven", [True, False])
def test_signing_in_brings_them_along_when_the_address_is_proven(shop_a, shop_client, proven):
    with tenant_context(shop_a):
        order = paid((variant(), 1))
        user = a_shopper(EMAIL, last_login=clock.now(), phone=PHONE, phone_verified_at=clock.now())
        EmailAddress.objects.filter(user=user).update(verified=proven)
    shop_client.post("/zh/account/login/", {"login": PHONE, "password": PASSWORD})
    with tenant_context(shop_a):
        order.refresh_from_db()
        assert (order.customer == customer_of_user(user)) is proven
