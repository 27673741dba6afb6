"""From a basket to a total, in this order: goods, discounts, shipping, tax, tenders.

Pure: the same basket gives the same quote. Rounded once a line, halves up; discounts are spread on the
lines in proportion to what they still cost (kernel.money). Tax is computed on each line after discounts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kernel.money import round_ratio, split

from .basket import Basket, BasketLine, ProposedDiscount, ShippingRate, TaxRule
from .explanation import explain
from .freight import charge, facts_of, load_of
from .quote import (
    AppliedDiscount,
    AppliedTender,
    Quote,
    QuotedLine,
    QuotedShipping,
    TaxAmount,
)


def price(basket: Basket) -> Quote:
    """The explained price of a basket. Nothing in it is ever negative, and the parts add up to the total."""
    subtotals = [line.quantity * line.unit_price_minor for line in basket.lines]
    discounts = _apply_discounts(basket, subtotals)
    off = [sum(discount.shares[i] for discount in discounts) for i in range(len(subtotals))]
    sent = _shipping(basket, sum(subtotals) - sum(off))
    shipping = sent.taxed
    taxed = [
        _taxed(basket, line.tax_class, subtotal - less)
        for line, subtotal, less in zip(basket.lines, subtotals, off, strict=True)
    ]
    lines = tuple(map(_quoted, basket.lines, subtotals, off, taxed))
    total = sum(line.total_minor for line in lines) + shipping.total_minor
    tenders = _apply_tenders(basket, total)
    taxes = _sum_taxes([*taxed, shipping])
    facts = {
        "items_minor": sum(subtotals),
        "total_minor": total,
        "payable_minor": total - sum(tender.amount_minor for tender in tenders),
    }
    quoted_shipping = _quoted_shipping(basket, sent)
    return Quote(
        currency=basket.currency,
        prices_include_tax=basket.taxes.prices_include_tax,
        lines=lines,
        discounts=discounts,
        shipping=quoted_shipping,
        taxes=taxes,
        tenders=tenders,
        discount_minor=sum(off),
        tax_minor=sum(tax.tax_minor for tax in taxes),
        explanation=explain(
            discounts=discounts,
            shipping=quoted_shipping,
            taxes=taxes,
            tenders=tenders,
            prices_include_tax=basket.taxes.prices_include_tax,
            **facts,
        ),
        **facts,
    )


@dataclass(frozen=True, slots=True)
class _Taxed:
    """An amount with its tax: `total_minor` includes it."""

    rule: TaxRule | None
    tax_minor: int
    total_minor: int


def _taxed(basket: Basket, tax_class: str, amount: int) -> _Taxed:
    rule = basket.taxes.rule_for(tax_class, basket.destination)
    if rule is None:
        return _Taxed(None, 0, amount)
    if basket.taxes.prices_include_tax:
        return _Taxed(rule, round_ratio(amount, rule.rate_bp, 10_000 + rule.rate_bp), amount)
    tax = round_ratio(amount, rule.rate_bp, 10_000)
    return _Taxed(rule, tax, amount + tax)


def _quoted(line: BasketLine, subtotal: int, off: int, taxed: _Taxed) -> QuotedLine:
    return QuotedLine(
        variant_id=line.variant_id,
        quantity=line.quantity,
        unit_price_minor=line.unit_price_minor,
        subtotal_minor=subtotal,
        discount_minor=off,
        tax_minor=taxed.tax_minor,
        tax_rate_bp=taxed.rule.rate_bp if taxed.rule else 0,
        total_minor=taxed.total_minor,
    )


def _apply_discounts(basket: Basket, subtotals: list[int]) -> tuple[AppliedDiscount, ...]:
    left, applied = list(subtotals), []
    for proposed in basket.discounts:
        shares = _shares(basket, proposed, left)
        if any(shares):
            left = [rest - share for rest, share in zip(left, shares, strict=True)]
            applied.append(
                AppliedDiscount(
                    proposed.source, proposed.label, sum(shares), tuple(shares), proposed.data
                )
            )
    return tuple(applied)


def _shares(basket: Basket, proposed: ProposedDiscount, left: list[int]) -> list[int]:
    only = proposed.variant_ids
    weights = [
        rest if only is None or line.variant_id in only else 0
        for line, rest in zip(basket.lines, left, strict=True)
    ]
    amount = min(max(proposed.amount_minor, 0), sum(weights))
    return split(amount, weights) if amount else [0] * len(weights)


@dataclass(frozen=True, slots=True)
class _Sent:
    """The taxed price of sending, with the facts that explain it."""

    taxed: _Taxed
    facts: Mapping[str, Any]


def _shipping(basket: Basket, goods_minor: int) -> _Sent:
    rate = _rate(basket)
    if rate is None:
        return _Sent(_taxed(basket, basket.taxes.shipping_tax_class, 0), {})
    load = load_of(basket, goods_minor)
    charged = charge(rate, load)
    taxed = _taxed(basket, basket.taxes.shipping_tax_class, charged.minor)
    return _Sent(taxed, facts_of(rate, load, charged, basket.currency))


def _quoted_shipping(basket: Basket, sent: _Sent) -> QuotedShipping:
    rate = _rate(basket)
    method, label = (rate.method, rate.label) if rate else ("", "")
    taxed = sent.taxed
    return QuotedShipping(method, label, taxed.tax_minor, taxed.total_minor, sent.facts)


def _rate(basket: Basket) -> ShippingRate | None:
    """None when nothing has to be sent."""
    return basket.shipping if any(line.requires_shipping for line in basket.lines) else None


def _sum_taxes(taxed: list[_Taxed]) -> tuple[TaxAmount, ...]:
    sums: dict[tuple[str, int], int] = {}
    for part in taxed:
        if part.rule and part.tax_minor:
            key = (part.rule.name, part.rule.rate_bp)
            sums[key] = sums.get(key, 0) + part.tax_minor
    return tuple(TaxAmount(name, rate_bp, minor) for (name, rate_bp), minor in sums.items())


def _apply_tenders(basket: Basket, total: int) -> tuple[AppliedTender, ...]:
    left, applied = total, []
    for proposed in basket.tenders:
        amount = min(max(proposed.amount_minor, 0), left)
        if amount:
            left -= amount
            applied.append(AppliedTender(proposed.source, proposed.label, amount, proposed.data))
    return tuple(applied)
