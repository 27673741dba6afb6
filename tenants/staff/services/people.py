from datetime import timedelta
from uuid import UUID

from django.contrib.auth import login
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django_tenants.utils import get_public_schema_name, schema_context, tenant_context

from kernel import clock
from kernel.schema import current_schema
from tenants.accounts.models import User
from tenants.accounts.requests import client_address
from tenants.audit.models import Verb
from tenants.audit.requests import DOOR, actor_of
from tenants.audit.services import record
from tenants.audit.watching import Actor, recording
from tenants.directory.models import ShopAccess, Tenant
from tenants.directory.requests import current_tenant

from ..errors import AddressTaken, LastOwner, NotInvitable, WrongPassword
from ..models import Entry, Kind, Role, StaffMember
from ..page_rights import group_for


@transaction.atomic
def add_staff(
    *,
    email: str,
    name: str = "",
    role: str = Role.OWNER,
    public_uuid: UUID | None = None,
    password: str | None = None,
    kind: str = Kind.OWN,
    days: int | None = None,
) -> StaffMember:
    """Let somebody work in the current shop, or change the role of who already does.

    `public_uuid` names their row on the platform, with which they come in by hand-off; `password` lets them
    sign in at the back office itself; `days` is how long a guest stays. A shopper with the same e-mail stays what they are: another row.
    Raises AddressTaken when somebody else works here with this e-mail.
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
    member.kind, member.until_at = kind, clock.now() + timedelta(days=days) if days else None
    member.save()
    return member


def _known(email: str, public_uuid: UUID | None) -> StaffMember | None:
    """Their own row, also of long ago. An account of the platform is known by its number alone: its e-mail may have
    been another colleague's before.
    """
    members = StaffMember.objects.select_related("user").order_by("ended_at", "pk")
    members = members.select_for_update(of=("self",), no_key=True)
    of_address = list(members.filter(email__iexact=email))  # who works here comes first
    if public_uuid is None:
        return next(iter(of_address), None)
    own = members.filter(user__public_uuid=public_uuid).first() or next(
        (one for one in of_address if one.user.public_uuid is None), None
    )
    if any(one.ended_at is None and one != own for one in of_address):
        raise AddressTaken(field="email")
    return own


@transaction.atomic
def change_role(member: StaffMember, *, role: str) -> StaffMember:
    """What this person may do from their next click on. Ownership is transferred, not given.

    Raises NotInvitable for the role of owner, LastOwner when nobody would own the shop.
    """
    if role == Role.OWNER or role not in Role:
        raise NotInvitable(field="role")
    member = _locked(member)
    _keep_an_owner(member)
    member.role = role
    member.save(update_fields=["role"])
    member.user.groups.set([group_for(role)])
    return member


def remove_staff(member: StaffMember) -> None:
    """This person is out at once: no access from the platform, no session. Raises LastOwner."""
    with transaction.atomic():
        locked = _locked(member)
        _keep_an_owner(locked)
        end_access(locked)
    _close_platform_door(current_tenant(), locked.user.public_uuid)


def let_in(tenant: Tenant, person: User, *, kind: str, role: str, days: int) -> StaffMember:
    """A reseller or the platform's support may enter for some days, by the hand-off and marked as a guest.

    Called in public. `person` is a public row. Never as an owner: raises NotInvitable.
    """
    if role == Role.OWNER or role not in Role or kind == Kind.OWN:
        raise NotInvitable
    with tenant_context(tenant), recording(Actor(_("the platform"), kind="system")):
        known = StaffMember.objects.filter(user__public_uuid=person.uuid, ended_at=None).first()
        if known and not known.is_guest:
            return known
        member = add_staff(
            email=person.email,
            name=str(person),
            role=role,
            kind=kind,
            days=days,
            public_uuid=person.uuid,
        )
    open_platform_door(tenant, person)
    return member


def open_platform_door(tenant: Tenant, person: User) -> None:
    with schema_context(get_public_schema_name()):
        ShopAccess.objects.get_or_create(tenant_id=tenant.pk, user_id=person.pk)


def _close_platform_door(tenant: Tenant, public_uuid: UUID | None) -> None:
    if public_uuid is None:
        return
    with schema_context(get_public_schema_name()):
        ShopAccess.objects.filter(tenant_id=tenant.pk, user__uuid=public_uuid).delete()


def _locked(member: StaffMember) -> StaffMember:
    """All rows of owners first, in one order, so that two removals cannot leave a shop without one."""
    members = StaffMember.objects.select_related("user").order_by("pk")
    wanted = Q(pk=member.pk) | Q(role=Role.OWNER, ended_at__isnull=True)
    locked = {
        row.pk: row for row in members.filter(wanted).select_for_update(of=("self",), no_key=True)
    }
    return locked[member.pk]


def _keep_an_owner(member: StaffMember) -> None:
    """Who owns the shop in public stays its owner here, until ownership is transferred."""
    if member.role != Role.OWNER:
        return
    others = StaffMember.objects.filter(role=Role.OWNER, ended_at__isnull=True).exclude(
        pk=member.pk
    )
    if not others.exists() or member.user.public_uuid == current_owner():
        raise LastOwner


def current_owner() -> UUID | None:
    """The public person who owns the current shop."""
    pk = current_tenant().pk
    with schema_context(get_public_schema_name()):
        return Tenant.objects.filter(pk=pk).values_list("owner__uuid", flat=True).first()


@transaction.atomic
def end_sessions_of(member: StaffMember) -> None:
    """Signed out of this back office everywhere; they may come in again."""
    user = User.objects.select_for_update(no_key=True).get(pk=member.user_id)
    user.end_sessions()
    user.save(update_fields=["session_era"])
    user.session_traces.all().delete()


@transaction.atomic
def end_access(member: StaffMember) -> None:
    """From now on this person is not staff, and every session of theirs is over."""
    StaffMember.objects.filter(pk=member.pk).update(ended_at=clock.now())
    user = User.objects.select_for_update(no_key=True).get(pk=member.user_id)
    user.is_staff = user.is_active = False
    user.end_sessions()
    user.save()
    user.session_traces.all().delete()
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
        .filter(user__public_uuid__isnull=True)  # theirs is the platform's door alone
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
    request.session[DOOR] = str(door)
    record(
        actor_of(request),
        verb=Verb.SIGNED_IN,
        model=StaffMember._meta.label_lower,
        object_id=member.pk,
        text=str(member),
    )
    return Entry.objects.create(
        staff=member,
        door=door,
        actor_uuid=actor_uuid,
        actor_name=(actor_name or str(member))[:120],
        address=client_address(request),
    )
