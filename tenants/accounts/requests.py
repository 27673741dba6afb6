"""What a request says of the one who sent it."""

from allauth.core.internal import httpkit, ratelimit
from django.http import HttpRequest

from .models import User


def client_address(request: HttpRequest) -> str | None:
    """The visitor's IP address, seen past our own proxies (settings.ALLAUTH_TRUSTED_PROXY_COUNT)."""
    return httpkit.get_client_ip(request)


def within_limits(request: HttpRequest, action: str, *, rates: str, key: str) -> bool:
    """Counts this attempt; False when it is one too many. `rates` as allauth writes them: 5/5m/key,30/m/ip.

    Counted per shop. Without Redis nothing is counted: people can still sign in.
    """
    usage = ratelimit.consume(
        request,
        app="mall",
        action=action,
        config={action: rates},
        key=key.lower(),
        limit_get=True,
    )
    return usage is not None


def signed_in_user(request: HttpRequest) -> User:
    """The person of a view that only people who are signed in reach."""
    user = request.user
    assert user.is_authenticated
    return user
