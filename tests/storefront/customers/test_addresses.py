import pytest
from django.test import Client
from django_tenants.utils import tenant_context

from storefront.customers.models import Address
from storefront.customers.selectors import addresses_of, customer_for
from storefront.customers.services import remove_address, save_address
from tenants.directory.models import Tenant
from tests.support.people import a_shopper, sign_in

pytestmark = pytest.mark.django_db
FORM = {
    "name": "王梅",
    "phone": "138 0013 8000",
    "country": "CN",
    "region": "浙江省",
    "city": "杭州市",
    "district": "西湖区",
    "line1": "文三路 1 号",
}


@pytest.fixture
def client(shop_a: Tenant, shop_client: Client) -> Client:
    with tenant_context(shop_a):
        sign_in(shop_client, a_shopper())
    return shop_client


def test_the_first_is_the_default(client: Client, shop_a: Tenant) -> None:
    assert client.post("/zh/account/addresses/new/", FORM)["Location"] == "/zh/account/addresses/"
    with tenant_context(shop_a):
        address = Address.objects.get()
    assert (address.phone, address.city, address.is_default) == ("+8613800138000", "杭州市", True)


def test_there_is_one_default(in_shop_a: Tenant) -> None:
    customer = customer_for(a_shopper())
    first = save_address(customer, **FORM)
    second = save_address(customer, **FORM, is_default=True)
    assert [a.pk for a in addresses_of(customer)] == [second.pk, first.pk]
    assert [a.is_default for a in addresses_of(customer)] == [True, False]
    remove_address(customer, second.pk)
    assert [a.is_default for a in addresses_of(customer)] == [True]


@pytest.mark.parametrize(
    ("field", "value"),
    [("phone", "12"), ("name", ""), ("city", ""), ("line1", ""), ("country", "??")],
)
def test_what_is_missing_or_wrong_is_told(
    field: str, value: str, client: Client, shop_a: Tenant
) -> None:
    answer = client.post("/zh/account/addresses/new/", {**FORM, field: value})
    assert field in answer.context["form"].errors
    with tenant_context(shop_a):
        assert not Address.objects.exists()


def test_a_phone_is_read_in_the_country_of_the_address(client: Client, shop_a: Tenant) -> None:
    there = {"country": "US", "region": "California", "postcode": "95014", "phone": "202 555 0143"}
    client.post("/zh/account/addresses/new/", {**FORM, **there})
    with tenant_context(shop_a):
        assert Address.objects.get().phone == "+12025550143"
        assert Address.objects.get().region == "CA"


def test_a_province_is_chosen_from_the_countrys_own(client: Client, shop_a: Tenant) -> None:
    """Where the country has them a province is asked for, and one that is none is told at its field."""
    for region in ("", "Atlantis"):
        page = client.post("/zh/account/addresses/new/", {**FORM, "region": region})
        assert list(page.context["form"].errors) == ["region"]
    client.post("/zh/account/addresses/new/", {**FORM, "region": "zhejiang"})
    with tenant_context(shop_a):
        assert Address.objects.get().region == "浙江省"


def test_another_country_has_other_provinces(client: Client) -> None:
    assert "California" in client.get("/en/account/regions/?country=US").content.decode()
    assert "<select" not in client.get("/en/account/regions/?country=FR").content.decode()
    assert client.get("/en/account/regions/?country=../").status_code == 200


def test_a_country_is_asked_what_its_addresses_have(client: Client) -> None:
    """A postcode where no parcel goes without, a district where there are any; what was typed is never hidden."""
    for country, needed, hidden in (("US", True, True), ("CN", False, False), ("HK", False, True)):
        fields = client.get(f"/en/account/regions/?country={country}").context["form"].fields
        assert fields["postcode"].required is needed, country
        assert fields["district"].widget.is_hidden is hidden, country

    there = {**FORM, "country": "US", "region": "CA", "phone": "202 555 0143", "postcode": ""}
    page = client.post("/zh/account/addresses/new/", there)
    assert list(page.context["form"].errors) == ["postcode"]
    assert page.context["form"]["district"].value() == FORM["district"]
    assert not page.context["form"]["district"].is_hidden


def test_a_postcode_of_another_country_is_told_at_its_field(client: Client) -> None:
    page = client.post("/zh/account/addresses/new/", {**FORM, "postcode": "SW1A 1AA"})
    assert list(page.context["form"].errors) == ["postcode"]


def test_somebody_elses_is_not_there(client: Client, shop_a: Tenant) -> None:
    with tenant_context(shop_a):
        theirs = save_address(customer_for(a_shopper("other@example.com")), **FORM)
    assert client.get(f"/zh/account/addresses/{theirs.pk}/").status_code == 404
    changed = {**FORM, "name": "thief"}
    assert client.post(f"/zh/account/addresses/{theirs.pk}/", changed).status_code == 404
    client.post(f"/zh/account/addresses/{theirs.pk}/removal/")
    with tenant_context(shop_a):
        assert Address.objects.get().name == "王梅"


def test_is_changed_and_removed(client: Client, shop_a: Tenant) -> None:
    client.post("/zh/account/addresses/new/", FORM)
    with tenant_context(shop_a):
        pk = Address.objects.get().pk
    client.post(f"/zh/account/addresses/{pk}/", {**FORM, "city": "宁波市"})
    with tenant_context(shop_a):
        assert Address.objects.get().city == "宁波市"
    client.post(f"/zh/account/addresses/{pk}/removal/")
    with tenant_context(shop_a):
        assert not Address.objects.exists()
