"""A delivery label: who gets the parcel, large; the order number as bars; what is to be paid at the door."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override

from .facts import Sender, Slip
from .paper import Page

MOST_ITEMS = 8


def label_words() -> Iterator[str]:
    yield from (
        _("From"),
        _collect(""),
        _collect("", pieces=2),
        _("and %(count)s more") % {"count": ""},
    )


def draw_label(page: Page, slip: Slip, sender: Sender) -> None:
    """One sheet, whatever the texts are: what would not fit becomes smaller or is cut short."""
    with override(slip.language):
        _head(page, sender)
        _recipient(page, slip)
        _number(page, slip)
        _contents(page, slip)
        page.turn()


def _head(page: Page, sender: Sender) -> None:
    height = page.paper.height * 0.08
    name_width = page.width * 0.55
    if not page.picture(sender.logo, x=page.left, y=page.y, width=name_width, height=height):
        _fit(page, sender.name, 13, x=page.left, width=name_width, height=height, bold=True)
    told = f"{_('From')} {sender.name} {sender.contact}"
    _fit(page, told, 7, x=page.left + page.width * 0.6, width=page.width * 0.4, height=height)
    page.y += height + 2
    page.rule(weight=1)
    page.y += 3


def _recipient(page: Page, slip: Slip) -> None:
    height = page.paper.height * 0.34
    top = page.y
    page.y += _fit(
        page, slip.recipient, 20, x=page.left, width=page.width, height=height * 0.3, bold=True
    )
    page.y += _fit(page, slip.phone, 15, x=page.left, width=page.width, height=8, bold=True) + 1
    left = top + height - page.y
    _fit(page, slip.address or slip.pickup, 15, x=page.left, width=page.width, height=left)
    page.y = top + height + 1
    page.rule(weight=1)
    page.y += 3


def _collect(amount: str, *, pieces: int = 0) -> str:
    text = _("Collect %(amount)s at the door")
    if pieces:  # nobody has said yet that they go in one parcel
        text = _("Collect %(amount)s at the door for all %(pieces)s pieces")
    return text % {"amount": amount, "pieces": pieces}


def _number(page: Page, slip: Slip) -> None:
    if slip.collect:
        told = _collect(slip.collect, pieces=slip.collect_for)
        page.y += _fit(page, told, 14, x=page.left, width=page.width, height=10, bold=True) + 2
    wide = min(page.width, 90.0)
    page.bars(slip.number, x=page.left, y=page.y, width=wide, height=16)
    page.y += 18
    page.y += page.text(slip.number, 12, x=page.left, y=page.y, width=page.width, bold=True)
    if slip.parcels:
        page.y += _fit(page, slip.parcels, 9, x=page.left, width=page.width, height=8)
    page.y += 2
    page.rule()
    page.y += 2


def _contents(page: Page, slip: Slip) -> None:
    rows = [
        f"{item.quantity} × {item.title} {item.options}".rstrip()
        for item in slip.items[:MOST_ITEMS]
    ]
    if len(slip.items) > MOST_ITEMS:
        rows.append(_("and %(count)s more") % {"count": len(slip.items) - MOST_ITEMS})
    if slip.note:
        rows.append(_("Shopper's note") + f": {slip.note}")
    _fit(page, "\n".join(rows), 8, x=page.left, width=page.width, height=page.room)


def _fit(
    page: Page, text: str, size: float, *, x: float, width: float, height: float, bold: bool = False
) -> float:
    """As large as the box allows, never smaller than 6 points; then the rest is cut off."""
    while size > 6 and page.height_of(text, size, width, bold=bold) > height:
        size -= 0.5
    lines = page.lines(text, size, width, bold=bold)
    most = max(int(height / (size * 1.35 * 0.3528)), 1)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]
    return page.text("\n".join(lines), size, x=x, y=page.y, width=width + 2, bold=bold)
