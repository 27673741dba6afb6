"""What others show on a shopper's account page."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from .models import Customer


@dataclass(frozen=True)
class AccountPanel:
    """One card of the account page: `template` gets `context`; None from the source shows nothing."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class AccountLink:
    """One entry of the account's menu. `url_name` is reversed on the shop."""

    label: str | Promise
    url_name: str
    order: int = 50


# in reading order; orders put their latest here, loyalty its balances
account_panels: list[Callable[[HttpRequest, Customer], AccountPanel | None]] = []
account_links: list[AccountLink] = []
# the text of the member code shown as QR (loyalty fills it); the first answer counts
member_codes: list[Callable[[Customer], str | None]] = []
