from tenants.directory.near_cache import NearCache

from .models import ShopProfile


def _load() -> ShopProfile:
    profile = ShopProfile.objects.select_related("logo").first()
    return profile or ShopProfile(name="")


profile_cache: NearCache[ShopProfile] = NearCache("profile", _load)


def current_profile() -> ShopProfile:
    """The shop's profile; treat it as read-only (it is shared between requests)."""
    return profile_cache.get()
