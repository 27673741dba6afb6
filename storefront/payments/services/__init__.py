"""Writes."""

from .closing import close_open_payments
from .events import apply_provider_event
from .offline import confirm_offline_payment, confirm_refund_by_hand, record_payment_by_staff
from .query import ask_after_payment, look_after_payments
from .refund import refund_payment, retry_refund, send_refund
from .settings import save_payment_settings
from .start import PaymentStart, start_payment

__all__ = [
    "PaymentStart",
    "apply_provider_event",
    "ask_after_payment",
    "close_open_payments",
    "confirm_offline_payment",
    "confirm_refund_by_hand",
    "look_after_payments",
    "record_payment_by_staff",
    "refund_payment",
    "retry_refund",
    "save_payment_settings",
    "send_refund",
    "start_payment",
]
