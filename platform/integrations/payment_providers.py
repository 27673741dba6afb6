"""Which providers exist. A new one is a folder here and a line below; it must pass tests/integrations."""

from functools import cache

from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure

from .demopay.provider import DemoProvider
from .offline.provider import BankTransfer, Cash, CashOnDelivery
from .payment_provider import PaymentProvider


class ProviderUnknown(ExpectedFailure):
    code = "payment_provider_unknown"
    text = _("This way to pay does not exist.")


@cache
def payment_providers() -> dict[str, PaymentProvider]:
    """All providers by code, in the order shoppers see them."""
    providers: list[PaymentProvider] = [
        DemoProvider(),
        BankTransfer(),
        CashOnDelivery(),
        Cash(),
    ]
    return {provider.code: provider for provider in providers}


def payment_provider(code: str) -> PaymentProvider:
    """Raises ProviderUnknown."""
    try:
        return payment_providers()[code]
    except KeyError:
        raise ProviderUnknown from None
