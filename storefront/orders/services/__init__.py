"""Writes on orders. Each is one transaction, locks the order first and leaves a row for each move."""

from .adopt import adopt_guest_orders
from .cancel import cancel_order, close_refused, expire_unpaid
from .complete import complete_received, confirm_receipt, receive_in_silence
from .correct import correct_order, may_change_address
from .give_back import LineBack, record_refund
from .notes import add_note
from .open import NewOrder, OrderLineFacts, open_order
from .pay import extend_payment_time, mark_locked_paid, mark_paid
from .settings import save_order_settings
from .ship import record_shipment
from .unship import take_back_shipment

__all__ = [
    "LineBack",
    "NewOrder",
    "OrderLineFacts",
    "adopt_guest_orders",
    "add_note",
    "cancel_order",
    "close_refused",
    "complete_received",
    "confirm_receipt",
    "correct_order",
    "expire_unpaid",
    "extend_payment_time",
    "mark_locked_paid",
    "mark_paid",
    "may_change_address",
    "open_order",
    "receive_in_silence",
    "record_refund",
    "record_shipment",
    "save_order_settings",
    "take_back_shipment",
]
