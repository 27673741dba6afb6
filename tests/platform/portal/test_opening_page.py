from datetime import timedelta

import pytest

from kernel import clock
from tenants.directory.models import Tenant
from tenants.provisioning.models import Opening
from tests.support.people import sign_in

from .conftest import last_form


@pytest.fixture
def opening(at_the_last_step) -> Opening:
    """Asked for, and no worker anywhere."""
    at_the_last_step.post("/start/goods/", last_form(at_the_last_step))
    return Tenant.objects.get(slug="tea-house").opening


def test_shows_the_steps_and_asks_again(browser, opening):
    text = browser.get(f"/openings/{opening.key}/").content.decode()
    assert 'data-state="requested"' in text
    assert f'hx-get="/openings/{opening.key}/state/"' in text
    assert 'http-equiv="refresh"' in text  # without script


def test_without_a_worker_the_page_itself_opens_the_shop(browser, opening):
    browser.get(f"/openings/{opening.key}/state/")
    opening.refresh_from_db()
    assert opening.state == "requested"  # the worker still has time
    with clock.travel(timedelta(seconds=6)):
        text = browser.get(f"/openings/{opening.key}/state/").content.decode()
    assert 'data-state="live"' in text
    assert "hx-get" not in text
    assert 'action="/shops/tea-house/handoff/"' in text
    assert 'href="http://tea-house.shop.localhost' in text


def test_a_failed_opening_is_tried_again_by_the_merchant(browser, opening):
    Opening.objects.filter(pk=opening.pk).update(state="failed")
    page = browser.get(f"/openings/{opening.key}/")
    assert f'action="/openings/{opening.key}/retry/"' in page.content.decode()
    browser.post(f"/openings/{opening.key}/retry/")
    opening.refresh_from_db()
    assert (opening.state, opening.attempts) == ("requested", 0)


@pytest.mark.parametrize("page", ["", "state/", "retry/"])
def test_is_nobody_elses(portal_client, opening, shop_a, page):
    sign_in(portal_client, shop_a.owner)
    address = f"/openings/{opening.key}/{page}"
    answer = portal_client.post(address) if page == "retry/" else portal_client.get(address)
    assert answer.status_code == 404


def test_asks_a_stranger_to_sign_in(client_for, opening):
    from tenants.directory.hosts import HostKind

    answer = client_for(HostKind.PORTAL).get(f"/openings/{opening.key}/")
    assert answer.headers["Location"].startswith("/account/login/?next=/openings/")
