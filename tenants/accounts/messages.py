from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection


class HostBoundMessages(CookieStorage):
    """Messages in a signed host-only cookie; one shop's cookie says nothing in another."""

    cookie_name = f"{'__Host-' if settings.SESSION_COOKIE_SECURE else ''}messages"

    @property
    def key_salt(self) -> str:
        return f"django.contrib.messages:{connection.schema_name}"
