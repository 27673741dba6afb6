from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from storefront.catalog.selectors import VariantForSale, variants_for_sale
from storefront.inventory.selectors import available

from .models import Cart, CartLine


def open_cart_of(*, token: UUID | None, customer_id: int | None) -> Cart | None:
    """The visitor's cart: a customer's own, else the guest's with this token. Never somebody else's."""
    if customer_id is not None:
        cart = Cart.objects.filter(closed_at=None, customer_id=customer_id).first()
        if cart:
            return cart
    if token is None:
        return None
    return Cart.objects.filter(closed_at=None, customer=None, token=token).first()


def count_units(*, token: UUID | None, customer_id: int | None) -> int:
    """How many units the visitor's cart holds, in one query."""
    whose: str
    key: int | UUID
    if customer_id is not None:
        whose, key = "cart.customer_id = %s", customer_id
    elif token is not None:
        whose, key = "cart.customer_id IS NULL AND cart.token = %s", token
    else:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_UNITS + whose, [key])
        return cursor.fetchone()[0]


# every page asks, so it is not put together anew each time
_UNITS = (
    "SELECT coalesce(sum(line.quantity), 0) FROM cart_cartline line "
    "JOIN cart_cart cart ON cart.id = line.cart_id WHERE cart.closed_at IS NULL AND "
)


@dataclass(frozen=True, slots=True)
class CartLineView:
    """One line as it is now. `left`: units there are, None when not counted."""

    variant: VariantForSale
    wanted: int
    left: int | None
    seen_price_minor: int

    @property
    def quantity(self) -> int:
        """Units that can be bought now."""
        if not self.variant.is_active:
            return 0
        return self.wanted if self.left is None else max(min(self.wanted, self.left), 0)

    @property
    def total_minor(self) -> int:
        return self.quantity * self.variant.price_minor

    @property
    def price_changed(self) -> bool:
        return self.variant.price_minor != self.seen_price_minor

    @property
    def is_reduced(self) -> bool:
        return 0 < self.quantity < self.wanted


@dataclass(frozen=True, slots=True)
class CartView:
    """A cart with present prices and stock: what can be bought, and what cannot any more."""

    lines: tuple[CartLineView, ...]
    gone: tuple[CartLineView, ...]

    @property
    def units(self) -> int:
        return sum(line.quantity for line in self.lines)

    @property
    def items_minor(self) -> int:
        return sum(line.total_minor for line in self.lines)

    @property
    def new_prices(self) -> dict[int, int]:
        return {
            line.variant.variant_id: line.variant.price_minor
            for line in self.lines
            if line.price_changed
        }

    @property
    def new_quantities(self) -> dict[int, int]:
        return {line.variant.variant_id: line.quantity for line in self.lines if line.is_reduced}


def cart_view(cart: Cart | None) -> CartView:
    """What the cart holds, with today's prices and stock; three queries, whatever it holds."""
    rows = list(cart.lines.all()) if cart else []
    if not rows:
        return CartView((), ())
    views = _line_views(rows)
    return CartView(
        lines=tuple(view for view in views if view.quantity),
        gone=tuple(view for view in views if not view.quantity),
    )


def _line_views(rows: Iterable[CartLine]) -> list[CartLineView]:
    ids = [row.variant_id for row in rows]
    goods, stock = variants_for_sale(ids), available(ids)
    return [
        CartLineView(
            variant=goods[row.variant_id],
            wanted=row.quantity,
            left=stock[row.variant_id],
            seen_price_minor=row.seen_price_minor,
        )
        for row in rows
        if row.variant_id in goods
    ]
