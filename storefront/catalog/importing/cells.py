"""What the text in a cell means; raises RowProblem."""

from decimal import Decimal, InvalidOperation
from typing import TypeVar

from kernel.money import AmountNotUnderstood, parse_amount

from .problems import RowProblem
from .reading import Row

LARGEST_NUMBER = 2_000_000_000
YES = {"true", "yes", "1", "是"}
Default = TypeVar("Default")


def text(row: Row, column: str, limit: int = 255) -> str:
    value = row.get(column)
    if len(value) > limit:
        raise RowProblem("too_long", column=column, limit=limit)
    return value


def amount(row: Row, column: str, currency: str) -> int | None:
    """Minor units; None when the cell is empty. "12,30" is refused: it could be 1,230."""
    value = row.get(column)
    if not value:
        return None
    try:
        minor = parse_amount(value, currency)
    except AmountNotUnderstood:
        raise RowProblem("not_an_amount", column=column, value=value[:40]) from None
    if minor < 0:
        raise RowProblem("negative", column=column, value=value[:40])
    return minor


def number(row: Row, column: str) -> int | None:
    """A whole number, "12.0" too; None when the cell is empty."""
    value = row.get(column)
    if not value:
        return None
    try:
        exact = Decimal(value)
        # the size first: 1e99999999999 made whole would fill the machine
        if not -LARGEST_NUMBER <= exact <= LARGEST_NUMBER or exact != int(exact):
            raise InvalidOperation
    except InvalidOperation:
        raise RowProblem("not_a_number", column=column, value=value[:40]) from None
    return int(exact)


def grams(row: Row, column: str) -> int | None:
    """Weight rounded to grams (Shopify writes 453.592 for a pound)."""
    value = row.get(column)
    try:
        weight = Decimal(value) if value else None
        if weight is not None and not 0 <= weight <= LARGEST_NUMBER:
            raise InvalidOperation
    except InvalidOperation:
        raise RowProblem("not_a_number", column=column, value=value[:40]) from None
    return None if weight is None else round(weight)


def yes(row: Row, column: str, default: Default) -> bool | Default:
    value = row.get(column).lower()
    return value in YES if value else default
