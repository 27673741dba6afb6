"""What the process keeps of a shop outlives a test's rollback; these are all such memories."""

import gc

from tenants.directory.near_cache import NearCache


def forget_everything() -> None:
    for thing in gc.get_objects():
        if type(thing) is NearCache:  # isinstance would wake lazy objects
            thing._entries.clear()
