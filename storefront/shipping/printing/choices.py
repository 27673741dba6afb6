"""What can be printed on what. Apart from the drawing, whose packages are loaded only when something is drawn."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SLIP, LABEL = "slip", "label"
MOST_ORDERS = 500


@dataclass(frozen=True, slots=True)
class Paper:
    code: str
    name: str | Promise
    width: float
    height: float
    margin: float


PAPERS = {
    paper.code: paper
    for paper in (
        Paper("a4", "A4", 210, 297, 15),
        Paper("a5", "A5", 148, 210, 11),
        Paper("label", _("Label 100 × 150 mm"), 100, 150, 5),
    )
}
