"""What search engines and other sites read: canonical address, the other language, Open Graph, structured data."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from kernel.money import Money
from media.pictures import PictureView
from tenants.directory.urls import current_shop_origin
from tenants.profile.middleware import PREFIXES
from tenants.profile.selectors import current_profile

from .navigation import navigation
from .product_screen import ProductScreen

_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class Seo:
    """All addresses are complete ones; alternates are (language tag, address)."""

    title: str
    description: str
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    image: str = ""
    kind: str = "website"
    robots: str = ""


def seo_for(
    request: HttpRequest,
    *,
    title: str,
    description: str = "",
    picture: PictureView | None = None,
    kind: str = "website",
    query: str = "",
    robots: str = "",
) -> Seo:
    """`query` is the part of the address that makes this another page (?page=2), without language.

    A page without description is described by the shop's name and what it sells.
    """
    origin, profile = current_shop_origin(), current_profile()
    path = request.path_info + query
    several = len(profile.languages) > 1
    by_language = {code: f"{origin}/{PREFIXES[code]}{path}" for code in profile.languages}
    return Seo(
        title=title,
        description=description or _in_few_words(title, profile.name),
        canonical=by_language[request.LANGUAGE_CODE] if several else origin + path,
        alternates=_alternates(by_language, profile.main_language) if several else (),
        image=origin + picture.src if picture else "",
        kind=kind,
        robots=robots,
    )


def _in_few_words(title: str, shop: str) -> str:
    parts = dict.fromkeys((title, shop, *(category.title for category in navigation())))
    return Truncator(" · ".join(parts)).chars(160)


def _alternates(by_language: dict[str, str], main: str) -> tuple[tuple[str, str], ...]:
    return (*by_language.items(), ("x-default", by_language[main]))


def plain_text(html: str, length: int = 160) -> str:
    """The beginning of a description, for a meta tag."""
    text = " ".join(strip_tags(html).split())
    return text if len(text) <= length else Truncator(text).chars(length)


def product_data(screen: ProductScreen, seo: Seo, currency: str, shop_name: str) -> SafeString:
    """schema.org Product with an Offer for each variant (https://schema.org/Product)."""
    product, origin = screen.product, current_shop_origin()
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.title,
        "description": plain_text(product.body_html, 5000),
        "url": seo.canonical,
        "image": [origin + picture.src for picture in product.pictures],
        "brand": {"@type": "Brand", "name": product.vendor or shop_name},
        "offers": [_offer(screen, variant, seo, currency) for variant in product.variants],
    }
    if screen.chosen and screen.chosen.sku:
        data["sku"] = screen.chosen.sku
    return json_ld(data)


def _offer(screen: ProductScreen, variant: Any, seo: Seo, currency: str) -> dict[str, Any]:
    here = "InStock" if variant.id in screen.in_stock else "OutOfStock"
    offer = {
        "@type": "Offer",
        "url": f"{seo.canonical}?variant={variant.id}",
        "price": f"{Money(variant.price_minor, currency).decimal:f}",
        "priceCurrency": currency,
        "availability": f"https://schema.org/{here}",
        "itemCondition": "https://schema.org/NewCondition",
    }
    return offer | ({"sku": variant.sku} if variant.sku else {})


def breadcrumb_data(crumbs: Sequence[tuple[str, str]]) -> SafeString:
    """schema.org BreadcrumbList of (name, complete address)."""
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": url}
        for place, (name, url) in enumerate(crumbs, 1)
    ]
    return json_ld(
        {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}
    )


def json_ld(data: dict[str, Any]) -> SafeString:
    """For <script type="application/ld+json">; nothing in it can end the element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308
