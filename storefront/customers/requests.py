"""What a shopper's request carries besides the shop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tenants.directory.requests import TenantRequest

if TYPE_CHECKING:
    from .models import Customer


class ShopperRequest(TenantRequest):
    """A request to a page behind `shopper_required`."""

    customer: Customer
