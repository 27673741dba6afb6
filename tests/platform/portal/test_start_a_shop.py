import re
from uuid import UUID

import pytest
from django.core import mail
from django_tenants.utils import tenant_context

from integrations.mailbox import store
from tenants.directory.models import Tenant, TenantState
from tenants.profile.selectors import current_profile
from tenants.provisioning.models import Opening

from .conftest import ANSWERS, last_form


def test_begins_with_the_account(portal_client):
    assert portal_client.get("/start/").headers["Location"] == "/start/account/"
    assert portal_client.get("/start/shop/").headers["Location"] == "/start/account/"


def test_an_account_is_made_and_the_wizard_goes_on(portal_client):
    answer = portal_client.post(
        "/start/account/", {"login": "new@example.com", "password1": "Sunny-day-42", "name": "New"}
    )
    assert answer.headers["Location"] == "/account/confirm-email/"
    code = re.search(r"\b\d{6}\b", _last_message("new@example.com"))[0]
    answer = portal_client.post("/account/confirm-email/", {"code": code})
    assert answer.headers["Location"] == "/start/shop/"
    assert portal_client.get("/start/shop/").status_code == 200


def test_who_is_signed_in_begins_with_the_shop(browser):
    assert browser.get("/start/").headers["Location"] == "/start/shop/"
    assert browser.get("/start/account/").headers["Location"] == "/start/shop/"


def test_a_step_waits_for_the_ones_before(browser):
    browser.post("/start/shop/", ANSWERS["shop"])
    assert browser.get("/start/goods/").headers["Location"] == "/start/trade/"
    assert browser.get("/start/").headers["Location"] == "/start/trade/"


def test_bad_input_loses_nothing(browser):
    page = browser.post("/start/shop/", {"name": "Tea House 茶馆", "slug": "admin"})
    assert page.status_code == 422
    text = page.content.decode()
    assert 'value="Tea House 茶馆"' in text
    assert 'value="admin"' in text
    assert page.context["form"].errors.get_json_data()["slug"][0]["code"] == "slug_reserved"


def test_going_back_shows_what_was_chosen(at_the_last_step):
    page = at_the_last_step.get("/start/trade/")
    assert page.context["form"]["trade"].value() == "food"
    assert page.context["back"] == "/start/shop/"
    assert at_the_last_step.get("/start/shop/").context["form"]["name"].value() == "Tea House 茶馆"


def test_suggests_the_look_of_the_trade(browser):
    browser.post("/start/shop/", ANSWERS["shop"])
    browser.post("/start/trade/", ANSWERS["trade"] | {"trade": "clothing"})
    assert browser.get("/start/look/").context["form"]["look"].value() == "clothing"


@pytest.mark.parametrize(
    ("slug", "says"),
    [
        ("tea-house", "is free"),
        ("ALPHA", "taken"),
        ("www", "reserved"),
        ("x", "3 to 40"),
        ("", "Small"),
    ],
)
def test_the_address_is_checked_while_typing(browser, slug, says):
    text = browser.get("/start/shop/address/", {"slug": slug}).content.decode()
    assert says in text


def test_the_live_check_writes_what_was_typed_as_text(browser):
    text = browser.get(
        "/start/shop/address/", {"slug": "<script>alert(1)</script>"}
    ).content.decode()
    assert "<script" not in text


def test_opens_the_shop_at_once_when_a_schema_is_ready(at_the_last_step, merchant, a_pool):
    answer = at_the_last_step.post("/start/goods/", last_form(at_the_last_step))
    tenant = Tenant.objects.get(slug="tea-house")
    assert (tenant.state, tenant.owner) == (TenantState.LIVE, merchant)
    assert answer.headers["Location"] == f"/openings/{tenant.opening.key}/"
    assert (tenant.opening.trade, tenant.opening.look) == ("food", "clothing")
    with tenant_context(tenant):
        assert current_profile().name == "Tea House 茶馆"


def test_sent_twice_opens_one_shop(at_the_last_step, a_pool):
    form = last_form(at_the_last_step)
    first = at_the_last_step.post("/start/goods/", form)
    second = at_the_last_step.post("/start/goods/", form)
    assert first.headers["Location"] == second.headers["Location"]
    assert Opening.objects.filter(tenant__slug="tea-house").count() == 1


@pytest.mark.parametrize("key", ["nonsense", str(UUID(int=7))])
def test_a_key_that_is_nobodys_is_not_believed(at_the_last_step, a_pool, key):
    at_the_last_step.post("/start/goods/", {"goods": "empty", "key": key})
    assert str(Tenant.objects.get(slug="tea-house").opening.key) != key


def test_an_address_taken_meanwhile_leads_back_to_it(at_the_last_step, shop_b):
    Tenant.objects.filter(pk=shop_b.pk).update(slug="tea-house")
    answer = at_the_last_step.post("/start/goods/", last_form(at_the_last_step))
    assert answer.headers["Location"] == "/start/shop/"
    page = at_the_last_step.get("/start/shop/")
    assert "taken" in page.content.decode()
    assert page.context["form"]["name"].value() == "Tea House 茶馆"
    at_the_last_step.post("/start/shop/", ANSWERS["shop"] | {"slug": "tea-house-2"})
    assert at_the_last_step.get("/start/").headers["Location"] == "/start/goods/"


def _last_message(to: str) -> str:
    if mail.outbox:
        return mail.outbox[-1].body
    return next(str(message.text) for message, _at in store.messages(address=to))
