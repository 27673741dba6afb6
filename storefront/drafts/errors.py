from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure


class DraftClosed(ExpectedFailure):
    code = "draft_closed"
    text = _("This draft has become an order or was thrown away.")


class DraftExpired(ExpectedFailure):
    code = "draft_expired"
    text = _("This draft is too old. Look through prices and stock, and take it up again.")


class AgreementStands(ExpectedFailure):
    code = "agreement_stands"
    text = _(
        "A price or discount was agreed for these goods and this customer. "
        "Ask somebody who may agree prices to change it, or start another draft."
    )


class NobodyChosen(ExpectedFailure):
    code = "nobody_chosen"
    text = _("Choose who the order is for.")


class CustomerGone(ExpectedFailure):
    code = "customer_gone"
    text = _("%(name)s is not known any more. Choose who the order is for.")


class StockShort(ExpectedFailure):
    code = "stock_short"
    text = _("Not enough in stock: %(goods)s. Change the quantities.")


class CurrencyChanged(ExpectedFailure):
    code = "currency_changed"
    text = _("The shop's currency has changed since. Start a new draft.")


class ReasonMissing(ExpectedFailure):
    code = "reason_missing"
    text = _("Say why.")


class LinkNotValid(ExpectedFailure):
    code = "link_not_valid"
    text = _("This payment link is not valid.")


class LinkExpired(LinkNotValid):
    code = "link_expired"
    text = _("This payment link has expired. Please ask the shop for a new one.")
