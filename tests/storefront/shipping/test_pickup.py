import pytest

from storefront.orders.models import Order
from storefront.shipping.errors import OtherPickupCode, PickupNotPaid
from storefront.shipping.models import Pickup
from storefront.shipping.services import add_pickup_point, collect_pickup, mark_pickup_ready

from ..purchase import paid, placed, variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a", "no_sources")]


@pytest.fixture
def fetched() -> Order:
    point = add_pickup_point(name="North gate", address="1 Road")
    return paid((variant(), 2), delivery=f"pickup-{point.pk}", address={"name": "M", "phone": "1"})


def test_ready_then_handed_over_by_the_code(clerk_client, fetched):
    url = f"/orders/{fetched.number}/pickup/"
    clerk_client.post(f"{url}ready/")
    pickup = Pickup.objects.get()
    assert (pickup.state, fetched.state) == ("ready", "paid")
    clerk_client.post(url, {"code": pickup.code})
    fetched.refresh_from_db()
    pickup.refresh_from_db()
    assert (pickup.state, fetched.state, fetched.shipping_state) == (
        "collected",
        "received",
        "shipped",
    )
    assert [(move.verb, move.by) for move in pickup.moves.all()][1:] == [
        ("ready", "The clerk"),
        ("collect", "The clerk"),
    ]
    page = clerk_client.get(f"/orders/{fetched.number}/").content.decode()
    assert "Ready to be picked up" in page
    assert "North gate" in page


@pytest.mark.parametrize("code", ["", "000", "12345x"])
def test_another_code_hands_nothing_over(clerk_client, fetched, code):
    answer = clerk_client.post(f"/orders/{fetched.number}/pickup/", {"code": code})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["code"]
    assert Pickup.objects.get().state == "waiting"
    fetched.refresh_from_db()
    assert fetched.state == "paid"


def test_a_person_who_is_known_needs_no_code_and_that_is_kept(clerk_client, fetched):
    clerk_client.post(f"/orders/{fetched.number}/pickup/", {"without_code": "on"})
    assert Pickup.objects.get().moves.last().why == "without the code"


def test_handed_over_once(fetched):
    code = Pickup.objects.get().code
    collect_pickup(fetched.pk, code=code, by="A")
    with pytest.raises(Exception, match="not"):
        collect_pickup(fetched.pk, code=code, by="B")
    assert Pickup.objects.get().moves.count() == 2


def test_what_is_not_paid_is_not_handed_over():
    point = add_pickup_point(name="North gate", address="1 Road")
    order = placed((variant(), 1), delivery=f"pickup-{point.pk}", address={})
    with pytest.raises(PickupNotPaid):
        mark_pickup_ready(order.pk, by="A")
    with pytest.raises(PickupNotPaid):
        collect_pickup(order.pk, code=Pickup.objects.get().code, by="A")
    assert Pickup.objects.get().state == "waiting"


def test_the_code_of_another_order_is_refused(fetched):
    other = paid((variant(title="Hat"), 1), delivery=fetched.shipping_method, address={})
    with pytest.raises(OtherPickupCode):
        collect_pickup(fetched.pk, code=Pickup.objects.get(order=other).code, by="A")


def test_no_parcel_is_offered_for_it(clerk_client, fetched):
    page = clerk_client.get(f"/orders/{fetched.number}/").content.decode()
    assert "parcels/new" not in page
    assert f"/orders/{fetched.number}/pickup/ready/" in page


def test_an_order_is_found_by_its_code(clerk_client, fetched):
    code = Pickup.objects.get().code
    page = clerk_client.get("/orders/", {"q": code}).content.decode()
    assert fetched.number in page
