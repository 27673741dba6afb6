from dataclasses import dataclass, field

import pytest
from django.db import connection

from tenants.accounts.models import User
from tenants.provisioning import ports
from tenants.provisioning.ports import StarterContext
from tenants.provisioning.services import ShopRequest


@pytest.fixture
def merchant(shop_a) -> User:
    """A public user without a shop."""
    return User.objects.create_user(username="mia", email="mia@example.com", name="Mia")


@pytest.fixture
def wish(merchant):
    """wish(slug) answers a request of Mia's for a shop."""

    def make(slug: str = "tea-house", **changes: object) -> ShopRequest:
        chosen = {"name": "Tea House", "trade": "clothing", "look": "clothing"} | changes
        return ShopRequest(owner=merchant, slug=slug, **chosen)

    return make


@pytest.fixture(autouse=True)
def _a_pool(settings):
    settings.MALL_POOL_SIZE = 2


@dataclass
class RecordingStep:
    """A starter step that notes in which schema it ran, and fails on demand."""

    fails: bool = False
    schemas: list[str] = field(default_factory=list)

    def __call__(self, shop: StarterContext) -> None:
        self.schemas.append(connection.schema_name)
        if self.fails:
            raise ValueError("no luck")


@pytest.fixture
def starter_step(monkeypatch):
    """starter_step(name) adds a personal step for this test."""
    monkeypatch.setattr(ports, "_steps", dict(ports._steps))

    def add(name: str, *, fails: bool = False, only_demo: bool = False) -> RecordingStep:
        step = RecordingStep(fails)
        ports.register_starter_step(name, 900, step, only_demo=only_demo, label=name)
        return step

    return add
