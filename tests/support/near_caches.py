"""What the process keeps of a shop outlives a test's rollback; these are all such memories."""

from tenants.directory.near_cache import NearCache, all_near_caches
from tenants.freshness.kept_near import forget_all_frames


def forget_everything() -> None:
    forget_all_frames()
    for memory in all_near_caches():
        _forget(memory)


def _forget(memory: NearCache) -> None:
    memory._entries.clear()
