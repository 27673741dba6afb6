"""A price in words: the same lines in the cart, at checkout and on the order."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from .freight_note import freight_note
from .quote import AppliedDiscount, AppliedTender, QuotedShipping, Step, TaxAmount


def explain(
    *,
    items_minor: int,
    discounts: Iterable[AppliedDiscount],
    shipping: QuotedShipping,
    taxes: Iterable[TaxAmount],
    prices_include_tax: bool,
    total_minor: int,
    tenders: Iterable[AppliedTender],
    payable_minor: int,
) -> tuple[Step, ...]:
    """The steps from the goods to what is left to pay, in the active language."""
    return (
        Step(_("Goods"), items_minor, "items"),
        *(Step(discount.label, -discount.amount_minor, "discount") for discount in discounts),
        *_shipping_steps(shipping, prices_include_tax),
        *(_tax_step(tax, prices_include_tax) for tax in taxes),
        Step(_("Total"), total_minor, "total"),
        *_tender_steps(tenders, payable_minor),
    )


def _shipping_steps(shipping: QuotedShipping, included: bool) -> list[Step]:
    if not shipping.method:
        return []  # nothing is sent
    shown = shipping.total_minor - (0 if included else shipping.tax_minor)
    note = freight_note(shipping.facts)
    return [Step(shipping.label or _("Shipping"), shown, "shipping", note)]


def _tax_step(tax: TaxAmount, included: bool) -> Step:
    words = {"name": tax.name, "rate": f"{tax.rate_bp / 100:g}"}
    if included:
        return Step(_("%(name)s %(rate)s%%, included") % words, tax.tax_minor, "included_tax")
    return Step(_("%(name)s %(rate)s%%") % words, tax.tax_minor, "tax")


def _tender_steps(tenders: Iterable[AppliedTender], payable_minor: int) -> list[Step]:
    steps = [Step(tender.label, -tender.amount_minor, "tender") for tender in tenders]
    return [*steps, Step(_("To pay"), payable_minor, "payable")] if steps else []
