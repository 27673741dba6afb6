"""Sessions live in the tenant's schema and know the kind of host they were made on.

A session's value shown on another kind of host is an empty session there: a shop's session value never
opens the back office, though both read the same table. It is not touched either: it is not saved over, not
deleted at sign-out and not taken as the key of a new session.
"""

from typing import Any, cast

from django.contrib.sessions.backends import db
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest

from tenants.directory.requests import host_kind_of

KIND = "_host_kind"


class SessionStore(db.SessionStore):
    host_kind: str = ""

    @classmethod
    def get_model_class(cls) -> Any:
        return db.SessionStore.get_model_class()

    def load(self) -> dict[str, Any]:
        data = super().load()
        if data and data.get(KIND) != self.host_kind:
            self._session_key = None
            return {}
        return data

    def save(self, must_create: bool = False) -> None:
        if not must_create:
            self._forget_foreign_key()
        super().save(must_create)

    def flush(self) -> None:
        self._forget_foreign_key()
        super().flush()

    def _forget_foreign_key(self) -> None:
        """Read the row before the first write, so that load() can refuse a key that is not ours."""
        self._get_session()  # type: ignore[attr-defined]  # not in the stubs

    def encode(self, session_dict: dict[str, Any]) -> str:
        return super().encode({**session_dict, KIND: self.host_kind})

    def is_empty(self) -> bool:
        return not self._session_key and not set(getattr(self, "_session_cache", ())) - {KIND}


class HostBoundSessionMiddleware(SessionMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        cast(SessionStore, request.session).host_kind = str(host_kind_of(request))
