from uuid import UUID

from django.contrib.auth import login
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest
from django_tenants.utils import get_public_schema_name, tenant_context

from kernel import clock
from kernel.schema import current_schema
from tenants.accounts.models import User
from tenants.accounts.requests import client_address
from tenants.directory.models import Tenant

from .errors import WrongPassword
from .models import Entry, Role, StaffMember
from .roles import group_for


@transaction.atomic
def add_staff(
    *,
    email: str,
    name: str = "",
    role: str = Role.OWNER,
    public_uuid: UUID | None = None,
    password: str | None = None,
) -> StaffMember:
    """Let somebody work in the current shop, or change the role of who already does.

    `public_uuid` names their row on the platform, with which they come in by hand-off; `password` lets them
    sign in at the back office itself. A shopper with the same e-mail stays what they are: another row.
    """
    assert current_schema() != get_public_schema_name(), "staff belongs to a shop"
    member = _known(email, public_uuid)
    user = member.user if member else User(public_uuid=public_uuid)
    user.public_uuid = public_uuid or user.public_uuid
    user.name = user.first_name = name or user.name or email.partition("@")[0]
    user.is_staff = user.is_active = True
    if password:
        user.set_password(password)
    elif not user.password:
        user.set_unusable_password()
    user.save()
    user.groups.set([group_for(role)])
    member = member or StaffMember(user=user)
    member.email, member.role, member.ended_at = email.lower(), role, None
    member.save()
    return member


def _known(email: str, public_uuid: UUID | None) -> StaffMember | None:
    members = StaffMember.objects.select_related("user").select_for_update(
        of=("self",), no_key=True
    )
    by_uuid = members.filter(user__public_uuid=public_uuid).first() if public_uuid else None
    return by_uuid or members.filter(email__iexact=email).first()


@transaction.atomic
def end_access(member: StaffMember) -> None:
    """From now on this person is not staff, and every session of theirs is over."""
    StaffMember.objects.filter(pk=member.pk).update(ended_at=clock.now())
    user = User.objects.select_for_update(no_key=True).get(pk=member.user_id)
    user.is_staff = user.is_active = False
    user.end_sessions()
    user.save()
    user.groups.clear()


def end_access_of(tenant: Tenant, public_uuid: UUID) -> None:
    """A public person has lost this shop: called in public, acts in the shop."""
    with tenant_context(tenant):
        member = StaffMember.objects.filter(user__public_uuid=public_uuid).first()
        if member:
            end_access(member)


def staff_by_password(email: str, password: str) -> StaffMember:
    """The member of staff with this e-mail and password; the same refusal whichever is wrong."""
    member = (
        StaffMember.objects.select_related("user")
        .filter(email__iexact=email, ended_at__isnull=True, user__is_active=True)
        .first()
    )
    if member is None:
        make_password(password)  # as slow as when there is one
        raise WrongPassword
    if not member.user.check_password(password):
        raise WrongPassword
    return member


@transaction.atomic
def enter(
    request: HttpRequest,
    member: StaffMember,
    *,
    door: str,
    actor_uuid: UUID | None = None,
    actor_name: str = "",
) -> Entry:
    """Give the browser a new session of this person and write down who came in by which door."""
    login(request, member.user, backend="tenants.accounts.backends.HostBoundBackend")
    return Entry.objects.create(
        staff=member,
        door=door,
        actor_uuid=actor_uuid,
        actor_name=(actor_name or str(member))[:120],
        address=client_address(request),
    )
