"""What the theme's middleware adds to a shop's request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tenants.directory.requests import TenantRequest

if TYPE_CHECKING:
    from .selectors import CurrentTheme


class ThemedRequest(TenantRequest):
    """A request to a shop's page. `is_preview` is Wagtail's: the page stands in its editor."""

    theme: CurrentTheme
    is_preview: bool
