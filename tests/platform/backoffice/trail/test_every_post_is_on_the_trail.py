"""Whatever a form of the back office changes is on the trail: who, what, before, after, from where. See the package."""

import inspect
from typing import Any

import pytest
from django.conf import settings

from tests.platform.backoffice.who_may import OWN, WAGTAILS
from tests.support.addresses import every_route

from . import posts_design, posts_goods, posts_orders, posts_settings
from .clerk import Clerk
from .desk import desk
from .witness import Witness

PARTS = {
    "orders": posts_orders,
    "goods": posts_goods,
    "settings": posts_settings,
    "design": posts_design,
}


def _sent() -> set[str]:
    paths = [path for part in PARTS.values() for path, _data in part.POSTS]
    return {Clerk.route(path) for path in paths}


def test_every_address_that_takes_what_is_sent_is_here():
    takes = {
        route
        for route, pattern in every_route(settings.URLCONF_BACKOFFICE)
        if not _is_closed(route) and _takes_posts(pattern.callback)
    }
    stated = {route for part in PARTS.values() for route in part.REASONS}
    assert sorted(takes - _sent() - stated) == [], "add these to tests/.../trail/posts_*.py"
    assert sorted(stated - takes) == []
    assert sorted(stated & _sent()) == []


def _is_closed(route: str) -> bool:
    """Wagtail's addresses that nobody may open."""
    starts = [start for start in WAGTAILS if route.startswith(start)]
    return route not in OWN and bool(starts) and WAGTAILS[max(starts, key=len)] == "-"


def _takes_posts(view: Any) -> bool:
    screen = getattr(view, "view_class", None)
    if screen is not None:
        return hasattr(screen, "post")
    if view.__qualname__.endswith("view_router"):
        return True  # Wagtail's pages: which view answers is known only when it is asked
    return "POST" in inspect.getsource(inspect.unwrap(view))


@pytest.mark.django_db
@pytest.mark.parametrize("part", list(PARTS))
def test_nothing_is_changed_unseen(part, in_shop_a, monkeypatch):
    witness = Witness(in_shop_a.schema_name)
    clerk = Clerk(desk(in_shop_a), witness, monkeypatch)
    holes = [hole for path, data in PARTS[part].POSTS for hole in clerk.send(path, data)]
    assert "\n".join(holes) == ""
