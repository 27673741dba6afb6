"""A Redis cache that degrades to a miss: with Redis dead a shopper can still browse and buy."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis import Redis
from redis.exceptions import RedisError

log = logging.getLogger(__name__)
_PAUSE_SECONDS = 2.0


class _OneClient(RedisCacheClient):
    """Keeps its client: we have one server. Django makes one a command, which costs more than the command."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept: Redis | None = None

    def get_client(self, key: Any = None, *, write: bool = False) -> Redis:
        if self._kept is None:
            self._kept = super().get_client(key, write=write)
        return self._kept


class DegradingRedisCache(RedisCache):
    """Every command that meets a dead Redis answers as if nothing were cached.

    After a failure the process asks no more for two seconds, so that a dead Redis costs one short
    time-out now and then and not one a request.
    """

    _silent_until = 0.0  # shared by all threads of the process on purpose

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _OneClient

    def _guarded(self, call: Callable[[], Any], missing: Any) -> Any:
        if time.monotonic() < DegradingRedisCache._silent_until:
            return missing
        try:
            return call()
        except (RedisError, OSError) as error:
            DegradingRedisCache._silent_until = time.monotonic() + _PAUSE_SECONDS
            log.warning("cache_unavailable: %s", error)
            return missing

    def get(self, key, default=None, version=None):
        return self._guarded(
            lambda: super(DegradingRedisCache, self).get(key, default, version), default
        )

    def set(self, *args, **kwargs):
        return self._guarded(lambda: super(DegradingRedisCache, self).set(*args, **kwargs), None)

    def add(self, *args, **kwargs):
        return self._guarded(lambda: super(DegradingRedisCache, self).add(*args, **kwargs), True)

    def touch(self, *args, **kwargs):
        return self._guarded(lambda: super(DegradingRedisCache, self).touch(*args, **kwargs), False)

    def delete(self, *args, **kwargs):
        return self._guarded(
            lambda: super(DegradingRedisCache, self).delete(*args, **kwargs), False
        )

    def get_many(self, *args, **kwargs):
        return self._guarded(lambda: super(DegradingRedisCache, self).get_many(*args, **kwargs), {})

    def set_many(self, *args, **kwargs):
        return self._guarded(lambda: super(DegradingRedisCache, self).set_many(*args, **kwargs), [])

    def delete_many(self, *args, **kwargs):
        return self._guarded(
            lambda: super(DegradingRedisCache, self).delete_many(*args, **kwargs), None
        )

    def has_key(self, *args, **kwargs):
        return self._guarded(
            lambda: super(DegradingRedisCache, self).has_key(*args, **kwargs), False
        )

    def incr(self, key, delta=1, version=None):
        return self._guarded(
            lambda: super(DegradingRedisCache, self).incr(key, delta, version), delta
        )

    def clear(self) -> None:
        """Every key of this cache, and no other: the queue lives in the same Redis, and RedisCache empties all."""
        client = self._cache.get_client(write=True)
        ours = self.make_key("*").split(":", 1)[1]  # of every schema

        def take_away() -> None:
            for name in client.scan_iter(match=f"*:{ours}", count=1000):
                client.unlink(name)

        self._guarded(take_away, None)

    def set_for(self, key: str, value: Any, *, milliseconds: int) -> None:
        """As set(), for less than a second."""
        client = self._cache.get_client(key, write=True)
        name = self.make_and_validate_key(key)
        packed = self._cache._serializer.dumps(value)  # type: ignore[attr-defined]  # the stubs leave it out
        self._guarded(lambda: client.set(name, packed, px=milliseconds), None)

    @property
    def is_silent(self) -> bool:
        """Redis failed a moment ago and is not asked now."""
        return time.monotonic() < DegradingRedisCache._silent_until
