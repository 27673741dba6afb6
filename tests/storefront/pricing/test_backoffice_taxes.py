import pytest

from storefront.pricing.models import PricingSettings, TaxRate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]


@pytest.fixture(autouse=True)
def _no_rates(in_shop_a):
    TaxRate.objects.all().delete()


def _rates(*rates: dict, include: str = "yes") -> dict:
    data = {
        "prices_include_tax": include,
        "rates-TOTAL_FORMS": len(rates),
        "rates-INITIAL_FORMS": 0,
    }
    for number, rate in enumerate(rates):
        filled = {"name": "VAT", "tax_class": "standard", "country": "", "region": "", **rate}
        data |= {f"rates-{number}-{name}": value for name, value in filled.items()}
    return data


def test_saves_rates_and_how_prices_are_written(owner_client):
    given = _rates(
        {"rate_bp": "13"}, {"rate_bp": "7.25", "country": "US", "region": "CA"}, include="no"
    )
    assert owner_client.post("/settings/taxes/", given).status_code == 302
    assert PricingSettings.objects.get().prices_include_tax is False
    rates = TaxRate.objects.values_list("country", "region", "rate_bp")
    assert set(rates) == {("", "", 1300), ("US", "CA", 725)}


def test_a_deleted_rate_is_gone_and_an_empty_form_is_none(owner_client):
    owner_client.post(
        "/settings/taxes/", _rates({"rate_bp": "13"}, {"rate_bp": "9", "tax_class": "reduced"})
    )
    page = owner_client.get("/settings/taxes/")
    data = {"prices_include_tax": "yes", "rates-TOTAL_FORMS": 3, "rates-INITIAL_FORMS": 2}
    for form in page.context["rates"].forms:
        data |= {field.html_name: field.value() or "" for field in form if field.name != "DELETE"}
    data["rates-0-DELETE"] = "on"
    answer = owner_client.post("/settings/taxes/", data)
    assert answer.status_code == 302
    assert TaxRate.objects.count() == 1


def test_two_rates_for_one_place_are_refused(owner_client):
    answer = owner_client.post("/settings/taxes/", _rates({"rate_bp": "13"}, {"rate_bp": "9"}))
    assert answer.status_code == 422
    assert not TaxRate.objects.exists()


@pytest.mark.parametrize("rate", ["101", "-1", "13.123", "much"])
def test_a_rate_that_is_none_is_told_at_its_field(owner_client, rate):
    answer = owner_client.post("/settings/taxes/", _rates({"rate_bp": rate}))
    assert answer.status_code == 422
    assert answer.context["rates"].errors[0].keys() == {"rate_bp"}
    assert not TaxRate.objects.exists()


def test_a_rate_without_a_name_is_told_at_its_field(owner_client):
    answer = owner_client.post("/settings/taxes/", _rates({"rate_bp": "13", "name": ""}))
    assert answer.status_code == 422
    assert answer.context["rates"].errors[0].keys() == {"name"}
    assert not TaxRate.objects.exists()
