"""What was put right of an order, as moments of its time line: before and after."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from storefront.customers.countries import country_choices
from storefront.orders.models import Order, OrderCorrection

from .ports import Moment, told_of

NAMES = {
    "name": pgettext_lazy("person", "Name"),
    "email": gettext_lazy("E-mail"),
    "phone": gettext_lazy("Phone"),
    "address.name": gettext_lazy("Recipient"),
    "address.phone": gettext_lazy("Recipient's phone"),
    "address.country": gettext_lazy("Country"),
    "address.region": gettext_lazy("State or province"),
    "address.city": gettext_lazy("City"),
    "address.district": gettext_lazy("District"),
    "address.line1": gettext_lazy("Street address"),
    "address.line2": gettext_lazy("Flat, floor, building"),
    "address.postcode": gettext_lazy("Postcode"),
}


def corrections(order: Order) -> Iterator[Moment]:
    for row in order.corrections.all():
        moved = any(name.startswith("address.") for name in row.changes)
        yield Moment(
            at=row.at,
            text=_("Address corrected") if moved else _("Contact corrected"),
            by=row.by,
            note="\n".join(filter(None, (row.why, row.remark))),
            details=list(_details(row)),
        )


def _details(row: OrderCorrection) -> Iterator[str]:
    for name, label in NAMES.items():
        if name in row.changes:
            before, after = (_shown(name, value) for value in row.changes[name])
            yield told_of(label, f"{before} → {after}")


def _shown(name: str, value: str) -> str:
    if name == "address.country":
        value = str(dict(country_choices()).get(value, value))
    return value or "–"
