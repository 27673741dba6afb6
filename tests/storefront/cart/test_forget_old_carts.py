from datetime import timedelta

import pytest

from kernel import clock
from storefront.cart.chores import forget_old_carts
from storefront.cart.models import Cart
from storefront.cart.services import add_to_cart, open_cart
from storefront.customers.services import customer_of_user
from tenants.accounts.models import User
from tests.storefront.purchase import variant

pytestmark = pytest.mark.usefixtures("in_shop_a")


def test_a_guests_cart_that_nobody_touched_for_ninety_days_goes():
    cart = open_cart()
    with clock.travel(timedelta(days=89)):
        forget_old_carts()
        assert Cart.objects.filter(pk=cart.pk).exists()
    with clock.travel(timedelta(days=91)):
        forget_old_carts()
    assert not Cart.objects.filter(pk=cart.pk).exists()


def test_adding_to_it_keeps_it():
    cart, shirt = open_cart(), variant()
    with clock.travel(timedelta(days=60)):
        add_to_cart(cart, {shirt.pk: 1})
    with clock.travel(timedelta(days=120)):
        forget_old_carts()
    assert Cart.objects.filter(pk=cart.pk).exists()


def test_a_members_open_cart_stays_and_closed_ones_go():
    ming = customer_of_user(User.objects.create_user(username="ming", email="ming@example.com"))
    open_one = open_cart(customer_id=ming.pk)
    closed = Cart.objects.create(updated_at=clock.now(), closed_at=clock.now())
    with clock.travel(timedelta(days=365)):
        forget_old_carts()
    assert Cart.objects.filter(pk=open_one.pk).exists()
    assert not Cart.objects.filter(pk=closed.pk).exists()
