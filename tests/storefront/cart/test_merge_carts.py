from uuid import uuid4

import pytest

from storefront.cart.selectors import count_units, open_cart_of
from storefront.cart.services import add_to_cart, merge_carts, open_cart
from storefront.customers.services import customer_of_user
from tenants.accounts.models import User

from ..purchase import cart_with, variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]


@pytest.fixture
def customer(in_shop_a):
    return customer_of_user(User.objects.create_user(username="ming", email="ming@example.com"))


def contents(cart) -> dict[int, int]:
    return dict(cart.lines.values_list("variant_id", "quantity"))


def test_the_visitors_cart_becomes_the_customers(customer):
    shirt = variant()
    cart = cart_with((shirt, 2))
    assert merge_carts(token=cart.token, customer_id=customer.pk).pk == cart.pk
    assert open_cart_of(token=None, customer_id=customer.pk) == cart
    assert open_cart_of(token=cart.token, customer_id=None) is None


def test_nothing_of_two_carts_is_lost(customer):
    shirt, hat = variant(), variant(title="Hat")
    before = open_cart(customer_id=customer.pk)
    add_to_cart(before, {shirt.pk: 1})
    visitor = cart_with((shirt, 2), (hat, 1))
    merged = merge_carts(token=visitor.token, customer_id=customer.pk)
    assert merged == before
    assert contents(merged) == {shirt.pk: 3, hat.pk: 1}
    visitor.refresh_from_db()
    assert visitor.closed_at is not None


def test_twice_is_once(customer):
    shirt = variant()
    open_cart(customer_id=customer.pk)
    visitor = cart_with((shirt, 2))
    merge_carts(token=visitor.token, customer_id=customer.pk)
    merged = merge_carts(token=visitor.token, customer_id=customer.pk)
    assert contents(merged) == {shirt.pk: 2}


def test_another_customers_cart_is_not_taken(customer):
    other = customer_of_user(User.objects.create_user(username="li", email="li@example.com"))
    theirs = open_cart(customer_id=other.pk)
    add_to_cart(theirs, {variant().pk: 1})
    assert merge_carts(token=theirs.token, customer_id=customer.pk) is None
    assert count_units(token=theirs.token, customer_id=customer.pk) == 0


def test_without_a_cart_there_is_none(customer):
    assert merge_carts(token=None, customer_id=customer.pk) is None
    assert merge_carts(token=uuid4(), customer_id=customer.pk) is None
