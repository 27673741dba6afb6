"""Giving back, by line, as often as there is something left."""

from ..plan import RefundWish
from .preview import RefundPreview, preview_refund
from .refund import refund
from .settle import note_failed, note_paid_back

__all__ = [
    "RefundPreview",
    "RefundWish",
    "note_failed",
    "note_paid_back",
    "preview_refund",
    "refund",
]
