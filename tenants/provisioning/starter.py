"""The two things every shop starts with: what it says of itself, and its owner."""

from tenants.profile.services import save_profile
from tenants.staff.models import Role
from tenants.staff.services import add_staff

from .ports import StarterContext

_HOME = {
    "CNY": ("CN", "Asia/Shanghai"),
    "HKD": ("HK", "Asia/Hong_Kong"),
    "TWD": ("TW", "Asia/Taipei"),
    "SGD": ("SG", "Asia/Singapore"),
    "USD": ("US", "America/New_York"),
    "EUR": ("DE", "Europe/Berlin"),
    "GBP": ("GB", "Europe/London"),
}
CURRENCIES = tuple(_HOME)


def set_profile(shop: StarterContext) -> None:
    """Name, trade, currency and the country and time zone that go with it; two languages."""
    country, time_zone = _HOME.get(shop.currency, _HOME["CNY"])
    others = [code for code in ("zh-hans", "en") if code != shop.language]
    save_profile(
        name=shop.name,
        trade=shop.trade,
        currency=shop.currency,
        main_language=shop.language,
        languages=[shop.language, *others],
        country=country,
        time_zone=time_zone,
    )


def add_owner(shop: StarterContext) -> None:
    """The public user works in the shop as its owner, and comes in by hand-off."""
    assert shop.owner, "only a neutral step has no owner"
    add_staff(
        public_uuid=shop.owner.uuid,
        email=shop.owner.email,
        name=shop.owner.name,
        role=Role.OWNER,
    )
