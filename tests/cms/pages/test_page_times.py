"""A page is published, and taken down, at the time its merchant set."""

from datetime import timedelta

import pytest

from cms.pages.models import HomePage, ShopPage
from cms.pages.timing import PageTimeComes
from kernel import clock
from kernel.events.draining import drain
from kernel.events.selectors import open_events

from .pages import home_page

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _wagtail_goes_by_our_clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", clock.now)


def about(home: HomePage, **times) -> ShopPage:
    return home.add_child(instance=ShopPage(title="About us", slug="about", **times))


def status(browser) -> int:
    return browser.get("/en/pages/about/").status_code


def test_a_new_page_goes_live_at_its_time(browser):
    page = about(home_page("en"), live=False)
    page.go_live_at = clock.now() + HOUR
    page.save_revision().publish()

    assert [(e.name, e.next_try_at) for e in open_events()] == [
        (PageTimeComes.name, page.go_live_at)
    ]
    drain()
    assert status(browser) == 404
    with clock.travel(HOUR):
        drain()
        assert status(browser) == 200
    assert not open_events().exists()


def test_a_new_version_replaces_the_old_one_at_its_time(browser):
    page = about(home_page("en"))
    page.save_revision().publish()
    page.title, page.go_live_at = "All about us", clock.now() + HOUR
    page.save_revision().publish()

    drain()
    assert "All about us" not in browser.get("/en/pages/about/").content.decode()
    with clock.travel(HOUR):
        drain()
        assert "All about us" in browser.get("/en/pages/about/").content.decode()


def test_a_page_is_taken_down_at_its_time(browser):
    page = about(home_page("en"))
    page.expire_at = clock.now() + HOUR
    page.save_revision().publish()

    drain()
    assert status(browser) == 200
    with clock.travel(HOUR):
        drain()
        assert status(browser) == 404


def test_a_time_taken_back_does_nothing(browser):
    page = about(home_page("en"), live=False)
    page.go_live_at = clock.now() + HOUR
    page.save_revision().publish()
    page.revisions.update(approved_go_live_at=None)

    with clock.travel(HOUR):
        drain()
        assert status(browser) == 404
    assert not open_events().exists()
