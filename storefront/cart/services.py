from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from kernel import clock
from kernel.errors import ExpectedFailure
from storefront.catalog.selectors import variants_for_sale
from storefront.inventory.selectors import available

from .errors import NotForSale, SoldOut
from .models import Cart, CartLine

MOST_OF_ONE = 999
_TOUCHED_ENOUGH = timedelta(days=1)  # one write a day will do


def open_cart(*, customer_id: int | None = None) -> Cart:
    """A new, empty cart; a customer who has one open gets that."""
    if customer_id is None:
        return Cart.objects.create(updated_at=clock.now())
    cart, _ = Cart.objects.get_or_create(
        customer_id=customer_id, closed_at=None, defaults={"updated_at": clock.now()}
    )
    return cart


def add_to_cart(cart: Cart, wanted: Mapping[int, int]) -> dict[int, int]:
    """Add units, by variant id; answers all that the cart holds now.

    Never more than there are: what is missing shows in the answer. Raises NotForSale or SoldOut when
    nothing could be added.
    """
    held = dict(cart.lines.values_list("variant_id", "quantity"))
    goods = variants_for_sale(wanted)
    stock = available(wanted)
    lines: list[tuple[int, int, int]] = []
    refused: ExpectedFailure | None = None
    for variant_id, quantity in wanted.items():
        variant, left = goods.get(variant_id), stock[variant_id]
        if variant is None or not variant.is_active:
            refused = NotForSale()
        elif left is not None and left <= 0:
            refused = SoldOut()
        else:
            total = _at_most(held.get(variant_id, 0) + quantity, left)
            lines.append((variant_id, total, variant.price_minor))
    if refused and not lines:
        raise refused
    _write_lines(cart, lines)
    return held | {variant_id: quantity for variant_id, quantity, _price in lines}


def set_quantity(cart: Cart, variant_id: int, quantity: int) -> int:
    """Change a line of the cart, 0 takes it out; answers what it holds now."""
    if quantity <= 0:
        cart.lines.filter(variant_id=variant_id).delete()
        return 0
    quantity = _at_most(quantity, available([variant_id])[variant_id])
    if quantity <= 0:
        raise SoldOut
    _touch(cart)
    changed = cart.lines.filter(variant_id=variant_id).update(quantity=quantity)
    return quantity if changed else 0


def accept_changes(cart: Cart, *, prices: Mapping[int, int], quantities: Mapping[int, int]) -> None:
    """The visitor has been told of new prices and smaller quantities, by variant id: they hold now."""
    told = {*prices, *quantities}
    lines = list(cart.lines.filter(variant_id__in=told))
    for line in lines:
        line.seen_price_minor = prices.get(line.variant_id, line.seen_price_minor)
        line.quantity = quantities.get(line.variant_id, line.quantity)
    CartLine.objects.bulk_update(lines, ["seen_price_minor", "quantity"])


@transaction.atomic
def merge_carts(*, token: UUID | None, customer_id: int) -> Cart | None:
    """After sign-in: what the visitor had goes into the customer's cart; nothing is lost, twice is once.

    Answers the cart that holds now, None when there is neither.
    """
    ours = Cart.objects.filter(closed_at=None, customer_id=customer_id).first()
    theirs = _guest_cart(token)
    if theirs is None:
        return ours
    if ours is None:
        return _give(theirs, customer_id)
    held = dict(ours.lines.values_list("variant_id", "quantity"))
    _write_lines(
        ours,
        [
            (
                line.variant_id,
                _at_most(held.get(line.variant_id, 0) + line.quantity, None),
                line.seen_price_minor,
            )
            for line in theirs.lines.all()
        ],
    )
    close_cart(theirs)
    return ours


def close_cart(cart: Cart) -> None:
    """It has become an order, or part of another cart."""
    cart.closed_at = clock.now()
    cart.save(update_fields=["closed_at"])


def cart_to_order(token: UUID) -> Cart | None:
    """The open cart with this token, ours until the transaction ends; two orders of one cart wait here."""
    return Cart.objects.select_for_update(no_key=True).filter(token=token, closed_at=None).first()


def _guest_cart(token: UUID | None) -> Cart | None:
    if token is None:
        return None
    carts = Cart.objects.filter(token=token, closed_at=None, customer=None)
    return carts.select_for_update(no_key=True).first()


def _give(cart: Cart, customer_id: int) -> Cart:
    cart.customer_id = customer_id
    try:
        with transaction.atomic():
            cart.save(update_fields=["customer"])
    except IntegrityError:  # another window opened one in this very moment
        return merge_carts(token=cart.token, customer_id=customer_id) or cart
    return cart


def _touch(cart: Cart) -> None:
    """Carts that nobody touches for long are forgotten one day: see chores."""
    if clock.now() - cart.updated_at > _TOUCHED_ENOUGH:
        Cart.objects.filter(pk=cart.pk).update(updated_at=clock.now())


def _at_most(quantity: int, left: int | None) -> int:
    return min(quantity, MOST_OF_ONE if left is None else left, MOST_OF_ONE)


def _write_lines(cart: Cart, lines: list[tuple[int, int, int]]) -> None:
    """(variant id, quantity, price seen): new lines, and new quantities of lines that are there."""
    _touch(cart)
    CartLine.objects.bulk_create(
        [
            CartLine(cart=cart, variant_id=variant_id, quantity=quantity, seen_price_minor=price)
            for variant_id, quantity, price in lines
        ],
        update_conflicts=True,
        unique_fields=["cart", "variant"],
        update_fields=["quantity", "seen_price_minor"],
    )
