"""What changes points: orders, staff and time."""

from .adjust import adjust_points
from .expire import expire_points
from .rules import save_rules
from .settle import settle_points
from .spend import hold_points

__all__ = ["adjust_points", "expire_points", "hold_points", "save_rules", "settle_points"]
