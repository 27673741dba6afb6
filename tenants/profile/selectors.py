from django.db.models import F, QuerySet

from media.models import ShopImage
from tenants.freshness.kept_near import KeptNear, Row, as_stored

from .models import ShopProfile

_LOGO = ("title", "file", "sizes", "colour")


def _queries() -> tuple[QuerySet, ...]:
    own = [field.attname for field in ShopProfile._meta.concrete_fields]
    logo = {f"its_{name}": F(f"logo__{name}") for name in _LOGO}
    return (ShopProfile.objects.values(*own, **logo)[:1],)


def _read(rows: list[Row]) -> ShopProfile:
    if not rows:
        return ShopProfile(name="")
    row = dict(rows[0])
    logo = {name: row.pop(f"its_{name}") for name in _LOGO}
    profile = as_stored(ShopProfile, row)
    if profile.logo_id:
        profile.logo = as_stored(ShopImage, {"id": profile.logo_id, **logo})
    return profile


profile_cache: KeptNear[ShopProfile] = KeptNear(_queries, _read)


def current_profile() -> ShopProfile:
    """The shop's profile; treat it as read-only (it is shared between requests)."""
    return profile_cache.get()
