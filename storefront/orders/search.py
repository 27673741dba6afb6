"""What an order is found by, in one lower-case text with a trigram index.

It is written with the order; parcels add their tracking numbers and take them out again.
"""

from collections.abc import Iterable

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Concat, Replace

from .models import Order, OrderLine

MOST_WORDS = 6  # further words of a search change nothing


def search_text_of(order: Order, lines: Iterable[OrderLine]) -> str:
    """Number, person and goods, one to a line, so that no search matches across two of them."""
    address = order.address or {}
    told = [order.number, order.name, order.phone, order.email]
    told += [address.get("name", ""), address.get("phone", "")]
    for line in lines:
        told += [line.title, line.option_text, line.sku]
    return "\n".join(dict.fromkeys(text.lower() for text in told if text)) + "\n"


def add_words(order_id: int, text: str) -> None:
    Order.objects.filter(pk=order_id).update(
        search_text=Concat(F("search_text"), Value(f"{text.lower()}\n"))
    )


def rewritten(text: str, before: str, after: str) -> str:
    """The text with an order's own words anew; what was added since stays."""
    own = set(before.splitlines())
    added = [line for line in text.splitlines() if line not in own]
    return "\n".join(dict.fromkeys([*after.splitlines(), *added])) + "\n"


def replace_words(order_id: int, before: str, after: str) -> None:
    Order.objects.filter(pk=order_id).update(
        search_text=Replace(
            F("search_text"), Value(f"{before.lower()}\n"), Value(f"{after.lower()}\n")
        )
    )


def matching(orders: QuerySet[Order], query: str) -> QuerySet[Order]:
    """Orders in which every word is found somewhere."""
    for word in query.lower().split()[:MOST_WORDS]:
        orders = orders.filter(search_text__contains=word)
    return orders
