"""The cache shares its Redis with the queue and with other caches."""

import pytest
from django.core.cache import caches
from django_tenants.utils import schema_context
from redis import Redis

pytestmark = pytest.mark.usefixtures("db")


def test_clearing_takes_away_its_own_keys_of_every_shop_and_nothing_else(settings):
    default, renditions = caches["default"], caches["renditions"]
    with Redis.from_url(settings.REDIS_URL) as redis:
        redis.set("celery-message", "x", ex=60)
        renditions.set("picture", 1)
        for schema in ("public", "t_testalpha"):
            with schema_context(schema):
                default.set("page", 1)
        default.clear()

        assert redis.get("celery-message") == b"x"
        assert renditions.get("picture") == 1
        for schema in ("public", "t_testalpha"):
            with schema_context(schema):
                assert default.get("page") is None
