"""Whether somebody signed in on the platform has shown a moment ago that it is them."""

import time

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import (
    did_recently_reauthenticate,
    get_reauthentication_flows,
)
from django.http import HttpRequest

from .requests import signed_in_user

TIMEOUT = 300


def can_prove(request: HttpRequest) -> bool:
    """Whether there is a password, an app or a passkey to ask for; some come by one-time codes alone."""
    return bool(get_reauthentication_flows(signed_in_user(request)))


def has_just_proved(request: HttpRequest) -> bool:
    """By what they have; who has nothing but codes has come in by one just now."""
    return did_recently_reauthenticate(request) if can_prove(request) else came_by_code(request)


def came_by_code(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    if not records or records[-1]["method"] != "code":
        return False
    return time.time() - records[-1]["at"] < TIMEOUT
