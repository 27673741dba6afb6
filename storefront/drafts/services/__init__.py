"""Writes on drafts. Each locks the draft first and leaves an entry: who did what."""

from .goods import add_goods, agree_price, give_discount, set_quantity
from .people import choose_customer, new_customer, send_to
from .place import place_draft
from .start import change_draft, discard_draft, start_draft, take_up_again

__all__ = [
    "add_goods",
    "agree_price",
    "change_draft",
    "choose_customer",
    "discard_draft",
    "give_discount",
    "new_customer",
    "place_draft",
    "send_to",
    "set_quantity",
    "start_draft",
    "take_up_again",
]
