from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure


class OutOfStock(ExpectedFailure):
    """`shortages` maps variant id to what is left of it."""

    code = "out_of_stock"
    text = _("Some goods are no longer available in the quantity you chose.")

    def __init__(self, shortages: dict[int, int]) -> None:
        super().__init__()
        self.shortages = shortages
