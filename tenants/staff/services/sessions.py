"""A person's sessions across hosts: their account on the platform and every back office they enter."""

from dataclasses import dataclass

from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django_tenants.utils import get_public_schema_name, tenant_context

from kernel.schema import current_schema
from tenants.accounts.models import SessionTrace, User
from tenants.accounts.signed_in import device_of, end_session, sessions_of
from tenants.directory.lookup import OPEN_STATES
from tenants.directory.models import ShopAccess, Tenant

from ..models import StaffMember
from .people import end_sessions_of


@dataclass(frozen=True)
class Where:
    """One open session. `shop` is None on the platform's own site."""

    trace: SessionTrace
    shop: Tenant | None
    device: str
    is_this: bool


def sessions_everywhere(user: User, session_key: str | None) -> list[Where]:
    """Called in public with a public person; the newest first, platform before shops."""
    found = [_where(trace, None, session_key) for trace in sessions_of(user)]
    for shop in shops_entered(user):
        with tenant_context(shop):
            member = _member(user)
            if member:
                found += [_where(trace, shop, None) for trace in sessions_of(member.user)]
    return found


def end_one(user: User, *, shop: Tenant | None, pk: int) -> bool:
    """Ends that session if it is this person's; says whether it was."""
    if shop is None:
        return _end(user, pk)
    with tenant_context(shop):
        member = _member(user)
        return _end(member.user, pk) if member else False


def end_all_others(request: HttpRequest, user: User) -> None:
    """Everywhere but this browser on this site: the platform and every back office."""
    with transaction.atomic():
        row = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        row.end_sessions()
        row.save(update_fields=["session_era"])
    update_session_auth_hash(request, row)
    end_in_back_offices(user)


def end_in_back_offices(user: User) -> None:
    """In every shop they work in. Called with a person of the platform; a shop's own people enter none."""
    if current_schema() != get_public_schema_name():
        return
    for shop in shops_entered(user):
        with tenant_context(shop):
            member = _member(user)
            if member:
                end_sessions_of(member)


def shops_entered(user: User) -> list[Tenant]:
    entered = ShopAccess.objects.filter(user_id=user.pk).values("tenant_id")
    shops = Tenant.objects.filter(Q(owner_id=user.pk) | Q(pk__in=entered), slug__isnull=False)
    return list(shops.filter(state__in=OPEN_STATES).order_by("name")[:50])


def _member(user: User) -> StaffMember | None:
    members = StaffMember.objects.select_related("user")
    return members.filter(user__public_uuid=user.uuid, ended_at__isnull=True).first()


def _where(trace: SessionTrace, shop: Tenant | None, session_key: str | None) -> Where:
    return Where(trace, shop, device_of(trace.agent), trace.session_key == session_key)


def _end(user: User, pk: int) -> bool:
    trace = sessions_of(user).filter(pk=pk).first()
    if trace:
        end_session(trace)
    return trace is not None
