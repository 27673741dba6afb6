import json

import pytest
from wagtail.users.models import UserProfile

from tenants.staff.models import StaffMember

pytestmark = pytest.mark.django_db


def test_the_cookie_decides_the_language(owner_client):
    assert '<html lang="en"' in owner_client.get("/").content.decode()
    owner_client.cookies["lang"] = "zh-hans"
    assert '<html lang="zh-hans"' in owner_client.get("/").content.decode()


def test_wagtails_own_preference_does_not_override_it(owner_client, in_shop_a):
    owner = StaffMember.objects.get(email="owner@example.com").user
    UserProfile.objects.create(user=owner, preferred_language="fr", current_time_zone="UTC")
    page = owner_client.get("/orders/").content.decode()
    assert '<html lang="en"' in page


def test_the_switch_keeps_the_page(owner_client):
    answer = owner_client.post("/language/", {"language": "zh-hans", "next": "/orders/?state=paid"})
    assert answer["Location"] == "/orders/?state=paid"
    assert owner_client.cookies["lang"].value == "zh-hans"


def test_the_switch_leads_to_no_other_site(owner_client):
    answer = owner_client.post("/language/", {"language": "en", "next": "https://evil.example/"})
    assert answer["Location"] == "/"


def test_the_scripts_of_the_editor_speak_it_too(owner_client):
    owner_client.cookies["lang"] = "zh-hans"
    words = owner_client.get("/jsi18n/").content.decode()
    assert "Split block" in words
    assert json.dumps("拆分区块") in words


@pytest.mark.parametrize(("language", "place"), [("zh-hans", "上海"), ("en", "Shanghai")])
def test_time_zones_are_named_in_it(owner_client, language, place):
    owner_client.cookies["lang"] = language
    page = owner_client.get("/settings/shop/").content.decode()
    assert f"(UTC+08:00) {place}" in page
