"""Writes. Ask for a shop (`request_shop`), carry the wish out (`run_opening`), or both at once (`open_shop`)."""

from .janitor import look_after
from .request import ShopRequest, request_shop, start_opening
from .run import open_shop, retry_opening, run_opening

__all__ = [
    "ShopRequest",
    "look_after",
    "open_shop",
    "request_shop",
    "retry_opening",
    "run_opening",
    "start_opening",
]
