"""Whatever a form of the back office changes is on the trail: who, what, before, after, from where. See the package."""

import inspect
from typing import Any

import pytest
from django.conf import settings

from tests.platform.backoffice.who_may import OWN
from tests.support.addresses import every_route

from . import posts_goods, posts_orders, posts_settings
from .clerk import Clerk
from .desk import desk
from .witness import Witness

PARTS = {"orders": posts_orders, "goods": posts_goods, "settings": posts_settings}


def _sent() -> set[str]:
    paths = [path for part in PARTS.values() for path, _data in part.POSTS]
    return {Clerk.route(path) for path in paths}


def test_every_address_that_takes_what_is_sent_is_here():
    takes = {
        route
        for route, pattern in every_route(settings.URLCONF_BACKOFFICE)
        if _takes_posts(pattern.callback) and route in OWN
    }
    stated = {route for part in PARTS.values() for route in part.REASONS}
    assert sorted(takes - _sent() - stated) == [], "add these to tests/.../trail/posts_*.py"
    assert sorted(stated - takes) == []
    assert sorted(stated & _sent()) == []


def _takes_posts(view: Any) -> bool:
    screen = getattr(view, "view_class", None)
    if screen is not None:
        return hasattr(screen, "post")
    return "POST" in inspect.getsource(inspect.unwrap(view))


@pytest.mark.django_db
@pytest.mark.parametrize("part", list(PARTS))
def test_nothing_is_changed_unseen(part, in_shop_a, monkeypatch):
    witness = Witness(in_shop_a.schema_name)
    clerk = Clerk(desk(in_shop_a), witness, monkeypatch)
    holes = [hole for path, data in PARTS[part].POSTS for hole in clerk.send(path, data)]
    assert "\n".join(holes) == ""
