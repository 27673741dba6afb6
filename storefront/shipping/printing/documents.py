import tempfile
from collections.abc import Sequence
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import override
from reportlab.pdfgen.canvas import Canvas

from .choices import LABEL, MOST_ORDERS, PAPERS, SLIP
from .facts import labels_of, sender, slips_of, texts_in
from .fonts import faces_for
from .label import draw_label, label_words
from .paper import Page
from .slip import draw_slip, slip_words

_IN_MEMORY = 4_000_000
_ALWAYS = "0123456789×·… -:,.()"


def print_orders(
    order_ids: Sequence[int],
    *,
    kind: str = SLIP,
    paper: str = "a5",
    prices: bool = False,
    note_room: bool = False,
) -> IO[bytes]:
    """One PDF with a slip for each order or a label for each parcel, in the given order; at most MOST_ORDERS."""
    ids, from_shop = order_ids[:MOST_ORDERS], sender()
    slips = labels_of(ids) if kind == LABEL else slips_of(ids)
    characters = {char for slip in slips for text in texts_in(slip) for char in text}
    characters |= set("".join(texts_in(from_shop)) + _ALWAYS)
    for language in {slip.language for slip in slips}:
        with override(language):
            characters |= set("".join([*slip_words(), *label_words()]))
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the answer closes it
    with faces_for(characters - {"\n"}) as faces:
        size = PAPERS[paper]
        canvas = Canvas(file, pagesize=(size.width * 72 / 25.4, size.height * 72 / 25.4))
        canvas.setTitle(_("Packing slips") if kind == SLIP else _("Delivery labels"))
        canvas.setAuthor(from_shop.name)
        page = Page(canvas, size, faces)
        for slip in slips:
            if kind == LABEL:
                draw_label(page, slip, from_shop)
            else:
                draw_slip(page, slip, from_shop, prices=prices, note_room=note_room)
        canvas.save()
    file.seek(0)
    return file
