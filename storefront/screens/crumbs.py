"""The way from the front page to here."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext

from storefront.catalog.selectors import CategoryNode, ProductDetail


class Crumb(NamedTuple):
    """`url` is empty for the page itself."""

    label: str
    url: str


def crumb_trail(*last: str, through: tuple[CategoryNode, ...] = ()) -> list[Crumb]:
    """Home, the categories on the way, and the page's own name."""
    ways = [Crumb(node.title, reverse("category", args=[node.slug])) for node in through]
    return [Crumb(gettext("Home"), reverse("home")), *ways, *(Crumb(name, "") for name in last)]


def category_crumbs(node: CategoryNode) -> list[Crumb]:
    return crumb_trail(node.title, through=node.path[:-1])


def product_crumbs(product: ProductDetail) -> list[Crumb]:
    return crumb_trail(product.title, through=product.breadcrumb)
