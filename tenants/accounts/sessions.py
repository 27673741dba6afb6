"""Sessions live in the tenant's schema and know the kind of host they were made on.

A session's value shown on another kind of host is an empty session there: a shop's session value never
opens the back office, though both read the same table.
"""

from django.contrib.sessions.backends import db
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest

KIND = "_host_kind"


class SessionStore(db.SessionStore):
    host_kind: str = ""

    @classmethod
    def get_model_class(cls):
        return db.SessionStore.get_model_class()

    def load(self):
        data = super().load()
        if data and data.get(KIND) != self.host_kind:
            self._session_key = (
                None  # somebody else's kind of session: never touched, never taken over
            )
            return {}
        return data

    def encode(self, session_dict):
        return super().encode({**session_dict, KIND: self.host_kind})

    def is_empty(self):
        return not self._session_key and not set(self._session_cache or ()) - {KIND}


class HostBoundSessionMiddleware(SessionMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.session.host_kind = str(request.host_kind)
