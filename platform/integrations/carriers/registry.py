import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from django.utils.translation import get_language

_CHINA = "https://www.kuaidi100.com/chaxun?com={company}&nu={{number}}"


@dataclass(frozen=True, slots=True)
class Carrier:
    """`name` is what parcels keep; `others` are further spellings, compared without case and signs."""

    code: str
    name: str
    english: str
    url: str
    countries: tuple[str, ...]
    others: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """In the reader's language."""
        return self.name if (get_language() or "").startswith("zh") else self.english


def _chinese(code: str, company: str, name: str, english: str, *others: str) -> Carrier:
    return Carrier(code, name, english, _CHINA.format(company=company), ("CN",), others)


def _abroad(code: str, name: str, url: str, *countries: str) -> Carrier:
    return Carrier(code, name, name, url, countries)


CARRIERS = (
    _chinese("sf", "shunfeng", "顺丰速运", "SF Express", "顺丰", "顺丰快递", "SF", "shunfeng"),
    _chinese("jd", "jd", "京东物流", "JD Logistics", "京东", "京东快递", "JD"),
    _chinese("zto", "zhongtong", "中通快递", "ZTO Express", "中通", "ZTO", "zhongtong"),
    _chinese("yto", "yuantong", "圆通速递", "YTO Express", "圆通", "圆通快递", "YTO", "yuantong"),
    _chinese("sto", "shentong", "申通快递", "STO Express", "申通", "STO", "shentong"),
    _chinese("yunda", "yunda", "韵达速递", "Yunda Express", "韵达", "韵达快递", "YUNDA", "YD"),
    _chinese("jt", "jtexpress", "极兔速递", "J&T Express", "极兔", "JT", "JTSD"),
    _chinese("ems", "ems", "EMS", "EMS", "邮政EMS", "中国邮政EMS", "邮政特快"),
    _chinese("post", "youzhengguonei", "邮政快递包裹", "China Post", "中国邮政", "邮政", "YZ"),
    _chinese("deppon", "debangkuaidi", "德邦快递", "Deppon", "德邦", "DB", "DBL"),
    _abroad("ups", "UPS", "https://www.ups.com/track?tracknum={number}", "US", "GB", "DE", "CA"),
    _abroad("fedex", "FedEx", "https://www.fedex.com/fedextrack/?trknbr={number}", "US", "CA"),
    _abroad("usps", "USPS", "https://tools.usps.com/go/TrackConfirmAction?tLabels={number}", "US"),
    _abroad(
        "dhl",
        "DHL",
        "https://www.dhl.com/en/express/tracking.html?AWB={number}",
        "DE",
        "US",
        "GB",
        "CN",
        "HK",
        "SG",
    ),
)


def carriers_for(country: str) -> list[Carrier]:
    """All of them, those of the country first."""
    return sorted(CARRIERS, key=lambda carrier: country not in carrier.countries)


def carrier_named(text: str) -> Carrier | None:
    """The carrier that is meant by its code, its name or another spelling of it."""
    return _by_spelling().get(_plain(text))


def name_of(text: str) -> str:
    """What a parcel's carrier is called in the reader's language; unknown ones stay as they are."""
    carrier = carrier_named(text)
    return carrier.label if carrier else text


def tracking_url(carrier: str, number: str) -> str:
    """Where the parcel can be followed; empty when we do not know."""
    known = carrier_named(carrier)
    return known.url.format(number=quote(number, safe="")) if known and number else ""


@cache
def _by_spelling() -> dict[str, Carrier]:
    return {
        _plain(spelling): carrier
        for carrier in CARRIERS
        for spelling in (carrier.code, carrier.name, carrier.english, *carrier.others)
    }


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
