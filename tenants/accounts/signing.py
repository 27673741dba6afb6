"""Signed values that are worth nothing in another shop or on another kind of host.

Every salt carries the schema and the audience (portal, backoffice, shop), so a value made in shop A is a
bad signature in shop B, and a shop's value is one in its back office. Use this and not django.core.signing.
"""

from datetime import timedelta
from typing import Any

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from kernel.schema import current_schema
from tenants.directory.hosts import HostKind, current_host_kind

BadSignature = signing.BadSignature
SignatureExpired = signing.SignatureExpired


def dumps(
    value: Any, salt: str, *, audience: HostKind | None = None, schema: str | None = None
) -> str:
    """`value` (JSON) signed and stamped with the time, safe in a URL, a cookie and a form.

    Audience and schema are those of the current request; a task or a hand-off names them.
    """
    return signing.dumps(value, salt=_salt(salt, audience, schema), compress=True)


def loads(
    token: str,
    salt: str,
    *,
    max_age: timedelta | int | None = None,
    audience: HostKind | None = None,
    schema: str | None = None,
) -> Any:
    """What `dumps` was given. Raises BadSignature, or its subclass SignatureExpired after `max_age`."""
    return signing.loads(token, salt=_salt(salt, audience, schema), max_age=max_age)


def make_token(value: str, salt: str, *, audience: HostKind | None = None) -> str:
    """A short proof (43 characters) that we wrote `value`, for a link that names it in the open."""
    return signing.b64_encode(
        salted_hmac(_salt(salt, audience, None), value, algorithm="sha256").digest()
    ).decode()


def check_token(token: str, value: str, salt: str, *, audience: HostKind | None = None) -> bool:
    return constant_time_compare(token, make_token(value, salt, audience=audience))


def _salt(salt: str, audience: HostKind | None, schema: str | None) -> str:
    kind = audience or current_host_kind()
    if kind is None:
        raise ValueError("outside a request, say for which kind of host the value is signed")
    return f"{schema or current_schema()}:{kind}:{salt}"
