"""Where a payment's pages are."""

from django.conf import settings
from django.urls import reverse

from tenants.directory.urls import current_shop_origin


def payment_path(public_id: str) -> str:
    """The page of one payment, in the language of the page the shopper is on."""
    return reverse("payment", urlconf=settings.URLCONF_SHOP, args=[public_id])


def thanks_path(number: str) -> str:
    """The page after the payment."""
    return reverse("order-placed", urlconf=settings.URLCONF_SHOP, args=[number])


def return_url(public_id: str) -> str:
    """Where the provider sends the shopper back to: in full, in the language they left in."""
    path = reverse("payment-return", urlconf=settings.URLCONF_SHOP, args=[public_id])
    return current_shop_origin() + path


def webhook_path(provider: str) -> str:
    """On the platform's own host, the same for every shop."""
    return f"/webhooks/{provider}/"
