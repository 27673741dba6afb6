"""What is in a draft and for how much."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from storefront.cart import services as carts
from storefront.catalog.selectors import variants_for_sale

from ..errors import AgreementStands, ReasonMissing
from ..models import AgreedPrice, Draft
from .writing import note, open_draft, touch


@transaction.atomic
def add_goods(
    draft_id: int, wanted: Mapping[int, int], *, by: str, may_agree: bool = True
) -> Draft:
    """Units by variant id. Raises NotForSale or SoldOut; AgreementStands as `set_quantity`."""
    draft = open_draft(draft_id)
    assert draft.cart is not None
    if not may_agree:
        _let_stand(draft, wanted)
    carts.add_to_cart(draft.cart, wanted)
    touch(draft)
    return draft


@transaction.atomic
def set_quantity(
    draft_id: int, variant_id: int, quantity: int, *, by: str, may_agree: bool = True
) -> Draft:
    """0 takes the line out, with the price that was agreed for it. Raises SoldOut.

    may_agree: this person may agree prices. For others a price stands for the units it was agreed for, and a
    discount for all the goods: AgreementStands.
    """
    draft = open_draft(draft_id)
    assert draft.cart is not None
    if not may_agree:
        _let_stand(draft, [variant_id] if quantity > 0 else [])
    carts.set_quantity(draft.cart, variant_id, quantity)
    if quantity <= 0:
        draft.prices.filter(variant_id=variant_id).delete()
    touch(draft)
    return draft


def _let_stand(draft: Draft, variant_ids: Iterable[int]) -> None:
    if draft.discount_minor or draft.prices.filter(variant_id__in=variant_ids).exists():
        raise AgreementStands


@transaction.atomic
def agree_price(
    draft_id: int, variant_id: int, price_minor: int | None, *, reason: str, by: str
) -> Draft:
    """Another price for one of the goods, None for the shop's own again. The caller has the permission.

    Raises ReasonMissing.
    """
    draft = open_draft(draft_id)
    before = draft.prices.filter(variant_id=variant_id).first()
    if price_minor is None:
        if before:
            before.delete()
            note(draft, "price_back", by=by, variant=variant_id, title=_title(variant_id))
    else:
        _agree(draft, variant_id, price_minor, reason=reason.strip(), by=by)
    touch(draft)
    return draft


def _agree(draft: Draft, variant_id: int, price_minor: int, *, reason: str, by: str) -> None:
    if not reason:
        raise ReasonMissing(field="reason")
    goods = variants_for_sale([variant_id])
    AgreedPrice.objects.update_or_create(
        draft=draft,
        variant_id=variant_id,
        defaults={"price_minor": price_minor, "reason": reason, "by": by},
    )
    note(
        draft,
        "price",
        by=by,
        variant=variant_id,
        title=_title(variant_id),
        from_minor=goods[variant_id].price_minor,
        to_minor=price_minor,
        reason=reason,
    )


@transaction.atomic
def give_discount(draft_id: int, amount_minor: int, *, reason: str, by: str) -> Draft:
    """Money off the goods, 0 for none. The caller has the permission. Raises ReasonMissing."""
    draft = open_draft(draft_id)
    if amount_minor and not reason.strip():
        raise ReasonMissing(field="discount_reason")
    if (draft.discount_minor, draft.discount_reason) != (amount_minor, reason.strip()):
        note(
            draft,
            "discount",
            by=by,
            from_minor=draft.discount_minor,
            to_minor=amount_minor,
            reason=reason.strip(),
        )
    draft.discount_minor, draft.discount_reason = amount_minor, reason.strip()
    touch(draft, "discount_minor", "discount_reason")
    return draft


def _title(variant_id: int) -> str:
    goods = variants_for_sale([variant_id])
    return goods[variant_id].title if variant_id in goods else str(variant_id)
