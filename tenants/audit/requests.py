"""Who a request to the back office comes from, as the trail names them."""

from django.http import HttpRequest

from tenants.accounts.models import User
from tenants.accounts.requests import client_address

from .watching import Actor

DOOR = "door"  # in the session: how this person came in


def actor_of(request: HttpRequest) -> Actor:
    user = request.user
    assert isinstance(user, User)
    member = getattr(user, "staff_member", None)
    return Actor(
        name=str(member or user),
        user_id=user.pk,
        kind=member.kind if member else "",
        role=member.role if member else "",
        door=request.session.get(DOOR, ""),
        address=client_address(request),
        agent=request.headers.get("User-Agent", ""),
    )
