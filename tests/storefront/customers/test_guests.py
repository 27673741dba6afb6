import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from storefront.customers.models import Customer
from storefront.customers.selectors import current_customer, customer_for
from storefront.customers.services import customer_for_checkout
from tests.support.people import a_shopper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]
GUEST = {"name": "Guest", "email": "Guest@example.com", "phone": "", "language": "en"}


def test_a_guest_is_one_customer_however_often_they_buy() -> None:
    first = customer_for_checkout(user=None, **GUEST)
    again = customer_for_checkout(user=AnonymousUser(), **{**GUEST, "phone": "+8613800138000"})
    assert again.pk == first.pk
    assert (again.email, again.phone, again.user) == ("guest@example.com", "+8613800138000", None)


def test_typing_a_members_e_mail_does_not_make_a_guest_the_member() -> None:
    member = customer_for(a_shopper("guest@example.com"))
    assert customer_for_checkout(user=None, **GUEST).pk != member.pk


def test_a_member_stays_who_they_are() -> None:
    user = a_shopper(name="")
    customer = customer_for_checkout(user=user, **GUEST)
    assert (customer.user_id, customer.name, customer.email) == (
        user.pk,
        "Guest",
        "mei@example.com",
    )


def test_guests_without_e_mail_are_told_apart_by_phone() -> None:
    by_phone = {**GUEST, "email": "", "phone": "+8613800138000"}
    first = customer_for_checkout(user=None, **by_phone)
    assert customer_for_checkout(user=None, **by_phone).pk == first.pk
    assert Customer.objects.count() == 1


def test_the_current_customer_is_read_once(django_assert_num_queries) -> None:
    request = RequestFactory().get("/")
    request.user = a_shopper()
    with django_assert_num_queries(1):
        assert current_customer(request) == current_customer(request)
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with django_assert_num_queries(0):
        assert current_customer(request) is None
