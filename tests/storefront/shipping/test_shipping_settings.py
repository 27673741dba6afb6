import pytest
from bs4 import BeautifulSoup

from storefront.pricing.basket import Destination
from storefront.shipping import services
from storefront.shipping.errors import PlaceInTwoZones
from storefront.shipping.models import PickupPoint, ShippingMethod, ShippingZone
from storefront.shipping.selectors import countries_served, delivery_options
from storefront.shipping.services import MethodInput, ZoneInput, save_method, save_zone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]

SETTINGS = "/settings/shipping/"


def prices(*place: str) -> list[tuple[str, int]]:
    return [(o.label, o.rate.flat_minor) for o in delivery_options(Destination(*place))]


def test_one_price_is_all_a_simple_shop_has():
    services.save_shipping_settings(flat_minor=8_00, free_over_minor=None, countries=["US"])
    assert prices("CN", "浙江省") == [("Shipping", 8_00)]
    assert prices("US", "CA") == [("Shipping", 8_00)]
    assert prices("FR") == []
    assert countries_served() == ["CN", "US"]
    assert not ShippingMethod.objects.exists()


def test_the_one_price_becomes_the_first_way_of_sending(owner_client):
    services.save_shipping_settings(flat_minor=8_00, free_over_minor=88_00, countries=["US"])
    answer = owner_client.post(f"{SETTINGS}methods/")
    zone = ShippingZone.objects.get()
    assert answer["Location"] == f"{SETTINGS}methods/{zone.method_id}/"
    assert (zone.places, zone.first_minor, zone.free_over_minor) == (["CN", "US"], 8_00, 88_00)
    assert prices("US") == [("Standard shipping", 8_00)]
    owner_client.post(f"{SETTINGS}methods/")
    assert ShippingMethod.objects.count() == 1


def test_a_province_is_left_out_and_another_costs_more(owner_client):
    method = save_method(MethodInput("Standard"))
    url = f"{SETTINGS}methods/{method.pk}/zones/new/"
    owner_client.post(url, {"places": "CN", "delivers": "yes", "first_minor": "10"})
    owner_client.post(url, {"places": ["CN/西藏自治区", "CN/新疆维吾尔自治区"], "delivers": "no"})
    owner_client.post(
        url, {"places": "CN/广东省/深圳市", "delivers": "yes", "first_minor": "5", "free_over_minor": "50"}
    )  # fmt: skip
    assert prices("CN", "浙江省") == [("Standard", 10_00)]
    assert prices("CN", "西藏自治区") == []
    assert prices("CN", "广东省", "深圳市") == [("Standard", 5_00)]
    assert prices("CN", "广东省", "广州市") == [("Standard", 10_00)]


def test_by_weight_is_typed_in_kilograms(owner_client):
    method = save_method(MethodInput("By weight", measure="weight"))
    typed = {
        "places": ["CN", "*"],
        "delivers": "yes",
        "first": "1",
        "first_minor": "8",
        "step": "0.5",
    }
    url = f"{SETTINGS}methods/{method.pk}/zones/new/"
    assert owner_client.post(url, typed).status_code == 422
    assert owner_client.post(url, {**typed, "step_minor": "2"}).status_code == 302
    zone = ShippingZone.objects.get()
    assert (zone.first, zone.step, zone.first_minor, zone.step_minor) == (1000, 500, 8_00, 2_00)
    page = owner_client.get(f"{SETTINGS}methods/{method.pk}/").content.decode()
    assert "CN¥8.00 for the first 1 kg, CN¥2.00 for each further 500 g" in page
    assert "FR" in countries_served()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"first_minor": "10"}, "places"),
        ({"places": "Atlantis", "first_minor": "10"}, "places"),
        ({"places": "CN/Nowhere", "first_minor": "10"}, "places"),
        ({"places": "CN"}, "first_minor"),
        ({"places": "CN", "first_minor": "-1"}, "first_minor"),
        ({"places": "CN", "first_minor": "1", "free_over_units": "0"}, "free_over_units"),
        ({"places": "US", "first_minor": "1"}, "places"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(owner_client, typed, field):
    method = save_method(MethodInput("Standard"))
    save_zone(method.pk, ZoneInput(("US",)))
    url = f"{SETTINGS}methods/{method.pk}/zones/new/"
    answer = owner_client.post(url, {"delivers": "yes", **typed})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert ShippingZone.objects.count() == 1


def test_a_place_is_in_one_zone_of_a_method_only():
    method = save_method(MethodInput("Standard"))
    save_zone(method.pk, ZoneInput(("CN", "US")))
    with pytest.raises(PlaceInTwoZones):
        save_zone(method.pk, ZoneInput(("US",)))
    express = save_method(MethodInput("Express"))
    save_zone(express.pk, ZoneInput(("US",), first_minor=30_00))
    assert prices("US") == [("Standard", 0), ("Express", 30_00)]


def test_a_zone_can_be_saved_again_with_its_own_places(owner_client):
    method = save_method(MethodInput("Standard"))
    zone = save_zone(method.pk, ZoneInput(("CN", "US"), first_minor=5_00))
    url = f"{SETTINGS}methods/{method.pk}/zones/{zone.pk}/"
    assert 'value="US" checked' in owner_client.get(url).content.decode()
    owner_client.post(url, {"places": ["CN", "JP"], "delivers": "yes", "first_minor": "6"})
    assert prices("JP") == [("Standard", 6_00)]
    assert prices("US") == []


def test_a_method_that_is_not_offered_leaves_only_the_pick_up_points():
    method = save_method(MethodInput("Standard", is_active=False))
    save_zone(method.pk, ZoneInput(("CN",)))
    services.add_pickup_point(name="North gate", address="1 Road")
    assert [option.label for option in delivery_options(Destination("CN"))] == ["North gate"]


def test_the_names_follow_the_language(owner_client):
    owner_client.post(
        f"{SETTINGS}methods/new/",
        {"name": "快递", "name_en": "Express", "promise_en": "2 days", "measure": "flat", "is_active": "on"},
    )  # fmt: skip
    express = ShippingMethod.objects.get(name="快递")
    save_zone(express.pk, ZoneInput(("JP",), first_minor=9_00))
    option = delivery_options(Destination("JP"))[-1]
    assert (option.label, option.promise) == ("Express", "2 days")


def test_a_pick_up_point_comes_and_goes(owner_client):
    owner_client.post(
        f"{SETTINGS}points/new/", {"name": "North gate", "address": "1 Road", "is_active": "on"}
    )
    point = PickupPoint.objects.get()
    owner_client.post(f"{SETTINGS}points/{point.pk}/", {"name": "South gate", "address": "2 Road"})
    assert PickupPoint.objects.get().name == "South gate"
    owner_client.post(f"{SETTINGS}points/{point.pk}/removal/")
    assert not PickupPoint.objects.exists()


def test_trying_an_address_shows_every_way_with_its_reason(owner_client):
    method = save_method(MethodInput("By weight", measure="weight"))
    price = ZoneInput(("CN/浙江省",), first_minor=8_00, first=1000, step=500, step_minor=2_00)
    save_zone(method.pk, price)
    services.add_pickup_point(name="North gate", address="1 Road")
    asked = {"country": "CN", "region": "浙江省", "value": "50", "pieces": "2", "weight": "2.2"}
    rows = owner_client.get(f"{SETTINGS}trial/", asked).context["options"]
    assert [(row.label, row.minor) for row in rows] == [("By weight", 14_00), ("North gate", 0)]
    assert rows[0].notes == ["Zhejiang", "2.2 kg: first 1 kg CN¥8.00, then 3 × 500 g at CN¥2.00"]
    rows = owner_client.get(f"{SETTINGS}trial/", {**asked, "weight": ""}).context["options"]
    assert "2 pieces have no weight entered and are not counted" in rows[0].notes


def test_a_clerk_does_not_set_it(clerk_client):
    method = save_method(MethodInput("Standard"))
    for url in ("", "trial/", "methods/new/", f"methods/{method.pk}/", "points/new/"):
        assert clerk_client.get(f"{SETTINGS}{url}").status_code in (302, 403)
    clerk_client.post(f"{SETTINGS}methods/{method.pk}/removal/")
    assert ShippingMethod.objects.count() == 1


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("piece", "weight", (1000, 1000, None)),
        ("flat", "weight", (1000, 1000, None)),
        ("weight", "piece", (1, 1, 5)),
        ("weight", "weight", (2, 3, 5)),
    ],
)
def test_pieces_are_never_taken_for_grams(owner_client, before, after, parts):
    method = save_method(MethodInput("Standard", measure=before))
    price = ZoneInput(("CN",), first_minor=8_00, first=2, step=3, step_minor=1_00, free_over_minor=99_00, free_over_units=5)  # fmt: skip
    zone = save_zone(method.pk, price)
    owner_client.post(f"{SETTINGS}methods/{method.pk}/", {"name": "Standard", "measure": after})
    zone.refresh_from_db()
    assert (zone.first, zone.step, zone.free_over_units) == parts
    assert (zone.first_minor, zone.step_minor, zone.free_over_minor) == (8_00, 1_00, 99_00)


def test_other_countries_are_ticked_without_the_shops_own(owner_client):
    services.save_shipping_settings(flat_minor=8_00, free_over_minor=None, countries=["US"])
    boxes = BeautifulSoup(owner_client.get("/settings/shipping/").content, "html.parser").select(
        "input[name=countries][type=checkbox]"
    )
    assert [box["value"] for box in boxes if box.has_attr("checked")] == ["US"]
    assert boxes[0]["value"] == "US"
    assert "CN" not in [box["value"] for box in boxes]
