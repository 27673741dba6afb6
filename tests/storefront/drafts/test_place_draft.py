import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kernel import clock
from storefront.checkout.errors import NoAddress, TotalChanged
from storefront.drafts import services
from storefront.drafts.errors import (
    CurrencyChanged,
    CustomerGone,
    DraftClosed,
    DraftExpired,
    NobodyChosen,
    ReasonMissing,
    StockShort,
)
from storefront.drafts.models import Draft, DraftEntry
from storefront.drafts.selectors import view_of
from storefront.inventory.selectors import available
from storefront.orders.models import Order
from storefront.orders.selectors import explanation_of
from storefront.orders.services import mark_paid
from storefront.shipping.services import add_pickup_point
from tests.storefront.purchase import placed

db = pytest.mark.django_db
alone = pytest.mark.usefixtures("no_sources")
pytestmark = [db, alone]


def test_becomes_an_order_of_the_customer_placed_by_staff(draft, shirt, mei):
    order = services.place_draft(draft.pk, by="Anna")
    assert (order.customer_id, order.name, order.language) == (mei.pk, "Mei", "en")
    assert (order.items_minor, order.total_minor, order.state) == (
        100_00,
        100_00,
        "awaiting_payment",
    )
    assert order.address["line1"] == "文三路 1 号"
    assert order.moves.get().by == "Anna"
    assert available([shirt.pk]) == {shirt.pk: 3}
    draft.refresh_from_db()
    assert (draft.state, draft.order_id) == ("placed", order.pk)


def test_counts_as_the_customers_own_order_when_paid(draft, mei):
    order = services.place_draft(draft.pk, by="Anna")
    mark_paid(order.pk, reference="x")
    order.refresh_from_db()
    assert order.order_seq == 1


def test_twice_is_one_order(draft, shirt):
    first = services.place_draft(draft.pk, by="Anna")
    second = services.place_draft(draft.pk, by="Ben")
    assert first.pk == second.pk
    assert available([shirt.pk]) == {shirt.pk: 3}


def test_the_customer_gets_the_days_that_were_promised(draft):
    services.change_draft(draft.pk, pay_days=7)
    order = services.place_draft(draft.pk, by="Anna")
    assert timedelta(days=6, hours=23) < order.pay_by - clock.now() <= timedelta(days=7)


def test_a_lower_price_is_told_as_a_discount_with_its_reason(draft, shirt):
    services.agree_price(draft.pk, shirt.pk, 45_00, reason="old colour", by="Olga")
    order = services.place_draft(draft.pk, by="Anna")
    assert (order.items_minor, order.discount_minor, order.shipping_minor) == (100_00, 10_00, 10_00)
    labels = [(s.label, s.minor) for s in explanation_of(order) if s.kind == "discount"]
    assert labels == [("Agreed price, Shirt: old colour", -10_00)]
    entry = DraftEntry.objects.get(verb="price")
    assert (entry.by, entry.facts["from_minor"], entry.facts["to_minor"]) == ("Olga", 50_00, 45_00)


def test_a_higher_price_is_the_price(draft, shirt):
    services.agree_price(draft.pk, shirt.pk, 60_00, reason="with embroidery", by="Olga")
    order = services.place_draft(draft.pk, by="Anna")
    assert (order.items_minor, order.discount_minor) == (120_00, 0)
    assert order.lines.get().unit_price_minor == 60_00


def test_a_discount_is_taken_off_after_the_agreed_prices(draft, shirt):
    services.agree_price(draft.pk, shirt.pk, 40_00, reason="friend", by="Olga")
    services.give_discount(draft.pk, 500_00, reason="sorry for the delay", by="Olga")
    view = view_of(Draft.objects.get(pk=draft.pk))
    assert [d.amount_minor for d in view.quote.discounts] == [20_00, 80_00]
    assert view.quote.payable_minor == 10_00
    assert services.place_draft(draft.pk, by="Anna").total_minor == 10_00


def test_a_price_or_discount_without_a_reason_is_refused(draft, shirt):
    with pytest.raises(ReasonMissing):
        services.agree_price(draft.pk, shirt.pk, 1, reason=" ", by="Olga")
    with pytest.raises(ReasonMissing):
        services.give_discount(draft.pk, 1, reason="", by="Olga")
    assert not draft.prices.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.filter(pk=draft.pk).update(discount_minor=1, discount_reason="")


def test_a_line_that_goes_takes_its_price_with_it(draft, shirt):
    services.agree_price(draft.pk, shirt.pk, 1, reason="x", by="Olga")
    services.set_quantity(draft.pk, shirt.pk, 0, by="Anna")
    services.add_goods(draft.pk, {shirt.pk: 1}, by="Anna")
    assert view_of(Draft.objects.get(pk=draft.pk)).quote.items_minor == 50_00
    assert not draft.prices.exists()


def test_stock_that_was_sold_meanwhile_is_named_and_nothing_happens(draft, shirt):
    placed((shirt, 4))
    with pytest.raises(StockShort, match=re.escape("Shirt (1/2)")):
        services.place_draft(draft.pk, by="Anna")
    assert Order.objects.count() == 1
    assert Draft.objects.get().state == "open"


def test_a_total_that_staff_have_not_seen_is_refused(draft, shirt):
    shirt.price_minor = 55_00
    shirt.save()
    with pytest.raises(TotalChanged):
        services.place_draft(draft.pk, by="Anna", expected_total_minor=100_00)
    assert not Order.objects.exists()
    assert (
        services.place_draft(draft.pk, by="Anna", expected_total_minor=110_00).total_minor == 110_00
    )


def test_a_customer_who_is_gone_is_said_by_name(draft, mei):
    mei.delete()
    with pytest.raises(CustomerGone, match="Mei"):
        services.place_draft(draft.pk, by="Anna")
    assert not Order.objects.exists()


def test_nobody_chosen_or_no_address(shirt):
    draft = services.start_draft(by="Anna")
    services.add_goods(draft.pk, {shirt.pk: 1}, by="Anna")
    with pytest.raises(NobodyChosen):
        services.place_draft(draft.pk, by="Anna")
    services.new_customer(draft.pk, name="Bo", email="", phone="+8613900000000", by="Anna")
    with pytest.raises(NoAddress):
        services.place_draft(draft.pk, by="Anna")
    point = add_pickup_point(name="North gate", address="1 Road")
    services.change_draft(draft.pk, delivery=f"pickup-{point.pk}")
    order = services.place_draft(draft.pk, by="Anna")
    assert order.pickup["name"] == "North gate"
    assert order.fetched.code


def test_an_expired_draft_is_taken_up_again_first(draft):
    Draft.objects.update(expires_at=clock.now() - timedelta(minutes=1))
    with pytest.raises(DraftExpired):
        services.place_draft(draft.pk, by="Anna")
    services.take_up_again(draft.pk, by="Anna")
    assert services.place_draft(draft.pk, by="Anna").total_minor == 100_00


def test_another_currency_than_then(draft):
    Draft.objects.update(currency="USD")
    with pytest.raises(CurrencyChanged):
        services.place_draft(draft.pk, by="Anna")


def test_a_closed_draft_is_not_changed(draft, shirt):
    services.discard_draft(draft.pk, by="Anna")
    for act in (
        lambda: services.add_goods(draft.pk, {shirt.pk: 1}, by="x"),
        lambda: services.give_discount(draft.pk, 1, reason="x", by="x"),
        lambda: services.place_draft(draft.pk, by="x"),
    ):
        with pytest.raises(DraftClosed):
            act()
    assert not Order.objects.exists()


def test_somebody_new_with_a_known_phone_is_the_one_we_know(shirt, mei):
    draft = services.start_draft(by="Anna")
    services.new_customer(draft.pk, name="M", email="", phone=mei.phone, by="Anna")
    draft.refresh_from_db()
    assert draft.customer_id == mei.pk
