from .order import TO_SEND, Order, OrderQuerySet, new_access_token
from .parts import OrderDiscount, OrderLine, OrderTender
from .record import OrderCorrection, OrderMove, OrderNote
from .settings import CustomerOrders, OrderSettings

__all__ = [
    "CustomerOrders",
    "Order",
    "OrderCorrection",
    "OrderDiscount",
    "OrderLine",
    "OrderMove",
    "OrderNote",
    "OrderQuerySet",
    "OrderSettings",
    "OrderTender",
    "TO_SEND",
    "new_access_token",
]
