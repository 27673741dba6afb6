"""What a mail says: facts of the order, the shop's brand, both rendered in the order's language."""

from .compose import Letter, compose
from .sample import sample_letter

__all__ = ["Letter", "compose", "sample_letter"]
