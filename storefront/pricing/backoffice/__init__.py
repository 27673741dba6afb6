"""Setting taxes."""

from django.utils.translation import gettext_lazy as _

from backoffice.ports import Card

TAXES_CARD = Card(
    group=_("Selling"),
    order=30,
    label=_("Taxes"),
    text=_("Whether prices include tax, and the rates by class and region."),
    url_name="pricing:taxes",
    icon="percent",
    permission="pricing.change_taxrate",
)
