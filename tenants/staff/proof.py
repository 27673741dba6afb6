"""Proving once more who one is, before what cannot be taken back: noted in the session, for a few minutes.

Who has an account on the platform proves it there (password, app or passkey) and comes back by the hand-off; who has
a password of this shop types it here.
"""

from datetime import timedelta

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from kernel import clock

FRESH_FOR = timedelta(minutes=10)
_KEY = "proved_at"


def note_proof(request: HttpRequest) -> None:
    request.session[_KEY] = clock.now().timestamp()


def has_proved(request: HttpRequest) -> bool:
    """Whether this person has shown a moment ago, in this browser, that it is them."""
    age = clock.now().timestamp() - request.session.get(_KEY, 0)
    return 0 <= age < FRESH_FOR.total_seconds()


def own_path(target: str) -> str:
    """`target` when it is a path below this host, else nothing; a mere name would be looked up as a view's."""
    fits = target.startswith("/") and len(target) <= 500
    return target if fits and url_has_allowed_host_and_scheme(target, None) else ""
