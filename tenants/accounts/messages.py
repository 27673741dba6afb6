from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest

from kernel.schema import current_schema


class HostBoundMessages(CookieStorage):
    """Messages in a signed host-only cookie; one shop's cookie says nothing in another."""

    cookie_name = f"{'__Host-' if settings.SESSION_COOKIE_SECURE else ''}messages"

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.key_salt = f"django.contrib.messages:{current_schema()}"
        super().__init__(request, *args, **kwargs)
