import pytest

from storefront.shipping.models import Shipment
from storefront.shipping.selectors import shipping_settings

from ..purchase import paid, placed, variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a", "no_sources")]


def _parcel(order, quantity: int | str, **changes) -> dict:
    line = order.lines.get()
    return {"carrier": "SF", "tracking_number": "SF1", f"units_{line.pk}": quantity, **changes}


def test_sends_everything(clerk_client):
    order = paid((variant(), 2))
    answer = clerk_client.post(f"/orders/{order.number}/parcels/new/", _parcel(order, 2))
    assert answer["Location"] == f"/orders/{order.number}/"
    order.refresh_from_db()
    parcel = Shipment.objects.get()
    assert (order.state, parcel.tracking_number, parcel.moves.get().by) == (
        "shipped",
        "SF1",
        "The clerk",
    )


def test_sends_a_part_and_then_offers_the_rest(clerk_client):
    order = paid((variant(), 3))
    clerk_client.post(f"/orders/{order.number}/parcels/new/", _parcel(order, 1))
    order.refresh_from_db()
    assert (order.state, order.shipping_state) == ("paid", "partially_shipped")
    form = clerk_client.get(f"/orders/{order.number}/parcels/new/").context["form"]
    assert [field.field.max_value for _, field in form.unit_rows()] == [2]


@pytest.mark.parametrize("quantity", [3, -1, "many", ""])
def test_says_at_the_field_what_is_wrong(clerk_client, quantity):
    order = paid((variant(), 2))
    answer = clerk_client.post(f"/orders/{order.number}/parcels/new/", _parcel(order, quantity))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [f"units_{order.lines.get().pk}"]
    assert not Shipment.objects.exists()


def test_an_empty_parcel_is_refused(clerk_client):
    order = paid((variant(), 2))
    answer = clerk_client.post(f"/orders/{order.number}/parcels/new/", _parcel(order, 0))
    assert answer.status_code == 422
    assert not Shipment.objects.exists()


def test_an_unpaid_order_is_not_sent(clerk_client):
    order = placed((variant(), 1))
    answer = clerk_client.post(f"/orders/{order.number}/parcels/new/", _parcel(order, 1))
    assert answer.status_code == 422
    assert not Shipment.objects.exists()


def test_an_owner_sets_what_shipping_costs(owner_client):
    owner_client.post("/settings/shipping/", {"flat_minor": "12.50", "free_over_minor": ""})
    settings = shipping_settings()
    assert (settings.flat_minor, settings.free_over_minor) == (1250, None)


@pytest.mark.parametrize("amount", ["-1", "1.234", "ten", ""])
def test_an_amount_that_is_none_is_told_at_its_field(owner_client, amount):
    answer = owner_client.post(
        "/settings/shipping/", {"flat_minor": amount, "free_over_minor": "99"}
    )
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["flat_minor"]
