"""From what was sent to what the service takes."""

from datetime import datetime
from typing import Any

from kernel import clock

from ...models import Product
from ...services import VariantInput
from .variant_forms import VariantForm


def variant_inputs(
    forms: list[VariantForm], options: int, known: set[int], order: list[list[str]] | None
) -> list[VariantInput]:
    """In the order of the options' values, when the page told one. known: ids of the product's variants."""
    inputs = [variant_input(form, options, known) for form in forms if not form.is_removed]
    if order is None:
        return inputs
    places = [{value: place for place, value in enumerate(values)} for values in order]
    return sorted(inputs, key=lambda given: _place(given.options, places))


def variant_input(form: VariantForm, options: int, known: set[int]) -> VariantInput:
    given = form.cleaned_data
    return VariantInput(
        id=given["id"] if given["id"] in known else None,
        options=form.options(options),
        sku=given["sku"].strip(),
        price_minor=given["price_minor"],
        compare_at_minor=given["compare_at_minor"],
        cost_minor=given["cost_minor"],
        barcode=given["barcode"].strip(),
        weight_grams=given["weight_grams"] or 0,
        picture_id=given["picture_id"],
        is_active=given["is_active"],
        **_stock(given),
    )


def description(form: Any) -> str:
    sent = form.cleaned_data["body_html"]
    return form.fields["body_html"].changed(form.initial.get("body_html", ""), sent)


def publication(given: dict[str, Any], product: Product | None) -> datetime | None:
    """The time that was typed; None when it is the one there is (the page shows no seconds)."""
    typed, before = given["published_at"], product.published_at if product else None
    if typed is None:
        return clock.now() if product and product.is_scheduled else None
    return None if before and before.replace(second=0, microsecond=0) == typed else typed


def _stock(given: dict[str, Any]) -> dict[str, Any]:
    """What was typed against what was shown: untouched stays untouched, and what was sold since stays sold."""
    typed, seen = given["stock"], given["stock_seen"]
    if typed == seen:
        return {}
    if typed is None:
        return {"stops_counting": True}
    return {"stock": typed} if seen is None else {"stock_change": typed - seen}


def _place(values: tuple[str, ...], places: list[dict[str, int]]) -> list[int]:
    return [known.get(one, len(known)) for one, known in zip(values, places, strict=True)]
