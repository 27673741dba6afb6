"""A packing slip: what is in the parcel, for whom, in the brand's name. Long lists go on over several sheets."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from .facts import Item, Sender, Slip
from .paper import Page

NOTE_ROOM = 32  # millimetres for a few words by hand


def slip_words() -> Iterator[str]:
    """What slips say besides the order's own texts."""
    yield from (
        _("Packing slip"),
        _("Order %(number)s") % {"number": ""},
        _("Send to"),
        pgettext("whom an order is for", "For"),
        _("To be fetched at %(place)s") % {"place": ""},
        _("Product"),
        _("Quantity"),
        _("Price"),
        _("Total"),
        _("Shopper's note"),
        _("A few words for you"),
        _("%(count)s pieces") % {"count": ""},
        _("Sheet %(number)s") % {"number": ""},
    )


def draw_slip(page: Page, slip: Slip, sender: Sender, *, prices: bool, note_room: bool) -> None:
    with override(slip.language):
        _Slip(page, slip, sender, prices, note_room).draw()


class _Slip:
    def __init__(
        self, page: Page, slip: Slip, sender: Sender, prices: bool, note_room: bool
    ) -> None:
        self.page, self.slip, self.sender = page, slip, sender
        self.prices, self.note_room = prices, note_room
        self.is_small = page.paper.width < 120
        self.size = 8.0 if self.is_small else 9.5
        self.sheet = 1

    def draw(self) -> None:
        self._head()
        self._recipient()
        self._items()
        self._below(self._sum)
        if self.slip.note:
            self._below(self._note)
        if self.note_room and self.page.room > NOTE_ROOM:
            self._room_for_words()
        self._foot()

    def _head(self) -> None:
        page, slip = self.page, self.slip
        code = 16 if self.is_small else 22
        top = page.y
        page.square(slip.number, x=page.left + page.width - code, y=top, size=code)
        wide = page.width - code - 6
        if not page.picture(
            self.sender.logo, x=page.left, y=top, width=wide * 0.6, height=code * 0.5
        ):
            page.text(self.sender.name, self.size + 6, x=page.left, y=top, width=wide, bold=True)
        below = top + code * 0.6
        below += page.text(
            _("Packing slip"), self.size + 2, x=page.left, y=below, width=wide, bold=True
        )
        told = f"{_('Order %(number)s') % {'number': slip.number}} · {slip.placed_on}"
        below += page.text(told, self.size, x=page.left, y=below, width=wide)
        page.y = max(below, top + code) + 3
        page.rule()
        page.y += 3

    def _recipient(self) -> None:
        page, slip = self.page, self.slip
        if slip.pickup:
            title = _("To be fetched at %(place)s") % {"place": slip.pickup}
        else:
            title = _("Send to") if slip.is_sent else pgettext("whom an order is for", "For")
        self._write(title, self.size - 1)
        self._write(f"{slip.recipient}  {slip.phone}", self.size + 2, bold=True)
        if slip.address:
            self._write(slip.address, self.size + 1)
        if slip.parcels:
            self._write(slip.parcels, self.size)
        page.y += 3

    def _items(self) -> None:
        self._columns()
        for item in self.slip.items:
            height = self._height(item)
            if height > self.page.room - 8:
                self._next_sheet()
            self._item(item)

    def _columns(self) -> None:
        page = self.page
        page.rule(weight=0.8)
        page.y += 1.5
        small = self.size - 1
        page.text(_("Quantity"), small, x=page.left, y=page.y, width=self._first)
        page.text(_("Product"), small, x=page.left + self._first, y=page.y, width=self._middle)
        if self.prices:
            page.right(_("Price"), small, y=page.y)
        page.y += small * 0.55
        page.rule()
        page.y += 2

    @property
    def _first(self) -> float:
        return 14 if self.is_small else 20

    @property
    def _middle(self) -> float:
        return self.page.width - self._first - (28 if self.prices else 0)

    def _height(self, item: Item) -> float:
        page = self.page
        title = page.height_of(item.title, self.size + 0.5, self._middle, bold=True)
        return title + page.height_of(_told(item), self.size - 1, self._middle) + 2.5

    def _item(self, item: Item) -> None:
        page, x = self.page, self.page.left + self._first
        page.text(
            f"{item.quantity} ×", self.size + 2, x=page.left, y=page.y, width=self._first, bold=True
        )
        if self.prices:
            page.right(item.price, self.size, y=page.y)
        page.y += page.text(
            item.title, self.size + 0.5, x=x, y=page.y, width=self._middle, bold=True
        )
        if _told(item):
            page.y += page.text(_told(item), self.size - 1, x=x, y=page.y, width=self._middle)
        page.y += 1
        page.rule(weight=0.2)
        page.y += 1.5

    def _sum(self) -> None:
        count = sum(item.quantity for item in self.slip.items)
        page, y = self.page, self.page.y
        self._write(_("%(count)s pieces") % {"count": count}, self.size, bold=True)
        if self.prices and self.slip.total:
            page.right(f"{_('Total')} {self.slip.total}", self.size + 1, y=y, bold=True)
        page.y += 3

    def _note(self) -> None:
        self._write(_("Shopper's note"), self.size - 1)
        self._write(self.slip.note, self.size + 1)
        self.page.y += 3

    def _room_for_words(self) -> None:
        page = self.page
        height = min(NOTE_ROOM + 10, page.room - 10)
        page.box(height)
        page.text(
            _("A few words for you"), self.size - 1, x=page.left + 3, y=page.y + 2, width=page.width
        )
        page.y += height + 3

    def _foot(self) -> None:
        page = self.page
        told = " · ".join(filter(None, (self.sender.name, self.sender.slogan, self.sender.contact)))
        size = self.size - 1.5
        height = page.height_of(told, size, page.width)
        if height <= page.room:
            bottom = page.paper.height - page.paper.margin - height
            page.text(told, size, x=page.left, y=bottom, width=page.width)
        page.turn()

    def _below(self, draw: Callable[[], None]) -> None:
        """On the next sheet when hardly anything is left of this one."""
        if self.page.room < 24:
            self._next_sheet()
        draw()

    def _next_sheet(self) -> None:
        self.page.turn()
        self.sheet += 1
        sheet = _("Sheet %(number)s") % {"number": self.sheet}
        self._write(f"{_('Order %(number)s') % {'number': self.slip.number}} · {sheet}", self.size)
        self.page.y += 2
        self._columns()

    def _write(self, text: str, size: float, *, bold: bool = False) -> None:
        """A paragraph as wide as the sheet; what does not fit goes on overleaf."""
        page = self.page
        step = size * 1.35 * 0.3528
        for line in page.lines(text, size, page.width, bold=bold):
            if page.room < step:
                page.turn()
            page.y += page.text(line, size, x=page.left, y=page.y, width=page.width, bold=bold)


def _told(item: Item) -> str:
    return " · ".join(filter(None, (item.options, item.sku)))
