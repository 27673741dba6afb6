import pytest
from django.conf import settings

from themes.engine.packs import theme_packs

pytestmark = pytest.mark.django_db


def test_shows_every_look_and_leads_to_the_wizard(portal_client):
    page = portal_client.get("/")
    assert {look.code for look in page.context["looks"]} == set(theme_packs())
    assert 'href="/start/"' in page.content.decode()


def test_asks_nothing_of_other_servers(portal_client):
    text = portal_client.get("/").content.decode()
    assert 'src="http' not in text
    assert 'href="http' not in text


@pytest.mark.parametrize(("language", "lang"), [("zh-hans", "zh-Hans"), ("en", "en")])
def test_is_switched_to_a_language_that_stays(portal_client, language, lang):
    answer = portal_client.post("/language/", {"language": language, "next": "/start/"})
    assert answer.headers["Location"] == "/start/"
    assert portal_client.cookies[settings.LANGUAGE_COOKIE_NAME].value == language
    assert f'<html lang="{lang}">' in portal_client.get("/").content.decode()


@pytest.mark.parametrize("language", ["fr", "../en", ""])
def test_a_cookie_of_no_language_of_ours_is_as_none(portal_client, language):
    portal_client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = portal_client.get("/", headers={"Accept-Language": "zh-CN"}).content.decode()
    assert '<html lang="zh-Hans">' in page


def test_the_switch_leads_to_no_other_server(portal_client):
    answer = portal_client.post("/language/", {"language": "en", "next": "https://evil.example/"})
    assert answer.headers["Location"] == "/"


def test_an_address_that_is_nothing_answers_in_the_platforms_own_look(portal_client):
    answer = portal_client.get("/nothing-here/", headers={"Accept-Language": "zh-CN"})
    assert answer.status_code == 404
    assert "页面不存在" in answer.content.decode()
    assert 'class="masthead"' in answer.content.decode()
