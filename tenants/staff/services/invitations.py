"""An invitation: mailed, bound to this shop, used once, over after a week.

Its link opens nothing by itself. It is accepted on the platform by somebody who is signed in there and has proven
that the invited address is theirs, so a link that was read by others or forwarded lets nobody in.
"""

import hashlib
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django_tenants.utils import tenant_context

from integrations.mail.services import send_mail
from kernel import clock
from tenants.accounts.models import User
from tenants.audit.watching import Actor, recording
from tenants.directory.models import Tenant
from tenants.directory.requests import current_tenant
from tenants.directory.urls import portal_url
from tenants.profile.selectors import current_profile

from ..errors import (
    AlreadyInvited,
    AlreadyStaff,
    InvitationOver,
    InvitedOften,
    NotInvitable,
    OtherAddress,
    TooManyInvitations,
    TooSoon,
)
from ..models import Invitation, InvitationMail, Role, StaffMember
from .people import add_staff, open_platform_door

VALID_FOR = timedelta(days=7)
PAUSE = timedelta(minutes=1)
MOST_A_DAY = 40  # a shop is opened in a minute by anybody; it is no machine for mails to strangers
MOST_TO_ONE = 5  # and nobody is written to all day, by new invitations or by the same once more


def invite(*, email: str, role: str, by: StaffMember | None) -> Invitation:
    """Mail a place in the current shop to this address.

    Raises NotInvitable, AlreadyStaff, AlreadyInvited, InvitedOften, TooManyInvitations.
    """
    if role == Role.OWNER or role not in Role:
        raise NotInvitable(field="role")
    if StaffMember.objects.filter(email__iexact=email, ended_at__isnull=True).exists():
        raise AlreadyStaff(field="email")
    token, now = secrets.token_urlsafe(32), clock.now()
    try:
        with transaction.atomic():
            _forget_expired(email)
            invitation = Invitation.objects.create(
                email=email.lower(),
                role=role,
                invited_by=by,
                token_hash=_hash(token),
                expires_at=now + VALID_FOR,
                sent_at=now,
            )
            _count(invitation)
    except IntegrityError:
        raise AlreadyInvited(field="email") from None
    _mail(invitation, token)
    return invitation


def send_again(invitation: Invitation) -> None:
    """A new link and a new week; the old link is void.

    Raises InvitationOver, TooSoon, InvitedOften, TooManyInvitations; then the old link still holds.
    """
    token, now = secrets.token_urlsafe(32), clock.now()
    with transaction.atomic():
        row = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
        if row.accepted_at or row.revoked_at:
            raise InvitationOver
        if row.sent_at > now - PAUSE:
            raise TooSoon
        row.token_hash, row.sent_at, row.expires_at = _hash(token), now, now + VALID_FOR
        row.save(update_fields=["token_hash", "sent_at", "expires_at"])
        _count(row)
    _mail(row, token)


@transaction.atomic
def revoke_invitation(invitation: Invitation) -> None:
    row = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    if row.accepted_at is None and row.revoked_at is None:
        row.revoked_at = clock.now()
        row.save(update_fields=["revoked_at"])


def open_invitation(tenant: Tenant, token: str) -> Invitation:
    """The invitation behind a link, for a page that asks. Raises InvitationOver."""
    with tenant_context(tenant):
        invitation = (
            Invitation.objects.select_related("invited_by__user")
            .filter(token_hash=_hash(token))
            .first()
        )
    if invitation is None or not invitation.is_open:
        raise InvitationOver
    return invitation


def accept_invitation(tenant: Tenant, token: str, person: User) -> StaffMember:
    """Called in public with a public person. Raises InvitationOver, OtherAddress, AlreadyStaff."""
    invitation = open_invitation(tenant, token)
    if not owns_address(person, invitation.email):
        raise OtherAddress
    actor = Actor(str(person), role=invitation.role, door="invitation")
    with tenant_context(tenant), recording(actor), transaction.atomic():
        row = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
        if not row.is_open:
            raise InvitationOver
        if StaffMember.objects.filter(user__public_uuid=person.uuid, ended_at=None).exists():
            raise AlreadyStaff
        member = add_staff(
            email=row.email, name=person.name, role=row.role, public_uuid=person.uuid
        )
        row.accepted_at, row.accepted_by = clock.now(), member
        row.save(update_fields=["accepted_at", "accepted_by"])
        open_platform_door(tenant, person)
    return member


def owns_address(person: User, email: str) -> bool:
    """Whether this public person has proven the address by a code."""
    proven = EmailAddress.objects.filter(user_id=person.pk, verified=True, email__iexact=email)
    return person.is_active and proven.exists()


def _forget_expired(email: str) -> None:
    over = Invitation.objects.filter(
        email__iexact=email, accepted_at=None, revoked_at=None, expires_at__lte=clock.now()
    )
    over.update(revoked_at=clock.now())


def _count(invitation: Invitation) -> None:
    """One mail more, counted by one after another: the owners' rows are what they wait for."""
    owners = StaffMember.objects.filter(role=Role.OWNER, ended_at=None).order_by("pk")
    list(owners.select_for_update(no_key=True))
    today = InvitationMail.objects.filter(sent_at__gt=clock.now() - timedelta(days=1))
    if today.filter(invitation__email=invitation.email).count() >= MOST_TO_ONE:
        raise InvitedOften(field="email")
    if today.count() >= MOST_A_DAY:
        raise TooManyInvitations(field="email")
    InvitationMail.objects.create(invitation=invitation, sent_at=clock.now())


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _mail(invitation: Invitation, token: str) -> None:
    shop, tenant = current_profile().name, current_tenant()
    names = {
        "shop": shop,
        "by": invitation.invited_by and str(invitation.invited_by),
        "role": invitation.get_role_display(),
        "url": portal_url("invitation", tenant.slug, token),
        "days": VALID_FOR.days,
    }
    send_mail(
        to=invitation.email,
        subject=_("%(shop)s invites you to its team") % {"shop": shop},
        text=render_to_string("staff/email/invitation.txt", names).strip() + "\n",
        from_name=shop,
    )
