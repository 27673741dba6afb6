"""Where a person is signed in: the list, and its ends.

A trace is written at the first request of a session and at most every five minutes, on the portal and the back office.
Ending one deletes the session itself, so the next click of that browser is a stranger's.
"""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpResponse

from kernel import clock
from tenants.directory.hosts import HostKind
from tenants.directory.requests import HostRequest

from .models import SessionTrace, User
from .requests import client_address, signed_in_user

_KEY = "_trace"  # in the session: its own key and when it was last noted
PAUSE = timedelta(minutes=5)
_KINDS = (HostKind.PORTAL, HostKind.BACKOFFICE)


class SessionTraceMiddleware:
    """Stands inside the session's middleware, which saves what is noted here."""

    def __init__(self, get_response: Callable[[HostRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HostRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.host_kind in _KINDS and request.user.is_authenticated:
            _note(request)
        return response


def _note(request: HostRequest) -> None:
    session, now = request.session, clock.now()
    key = session.session_key
    noted, at = session.get(_KEY, ("", 0))
    if not key or (noted == key and at > (now - PAUSE).timestamp()):
        return
    session[_KEY] = (key, now.timestamp())
    SessionTrace.objects.update_or_create(
        session_key=key,
        defaults={
            "user_id": signed_in_user(request).pk,
            "address": client_address(request),
            "agent": request.headers.get("User-Agent", "")[:300],
            "seen_at": now,
        },
    )


def sessions_of(user: User) -> QuerySet[SessionTrace]:
    """The sessions of this person in the current schema that are still open, newest first."""
    alive = Session.objects.filter(expire_date__gt=clock.now()).values("session_key")
    return SessionTrace.objects.filter(user_id=user.pk, session_key__in=alive)


def end_session(trace: SessionTrace) -> None:
    Session.objects.filter(session_key=trace.session_key).delete()
    trace.delete()


def forget_ended() -> None:
    """Traces of sessions that are over; a chore."""
    SessionTrace.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


_BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def device_of(agent: str) -> str:
    """`Firefox, Windows`: what a browser says it is, as far as people care."""
    found = [
        next((name for mark, name in table if mark in agent), "") for table in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(name for name in found if name)
