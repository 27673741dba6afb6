"""The owner's way from the portal into a back office: signed, for one shop, for one minute, once.

The portal issues a token in public, the back office accepts it in the tenant's schema. The token names the
public person by UUID; which member of staff that is, and whether they still are one, the tenant's own rows say.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django_tenants.utils import tenant_context

from kernel import clock
from tenants.accounts import signing
from tenants.accounts.models import User
from tenants.directory.hosts import HostKind
from tenants.directory.models import ShopAccess, Tenant

from .errors import HandoffExpired, HandoffRefused, HandoffUsed, NotStaff, TwoFactorMissing
from .models import SpentNonce, StaffMember
from .selectors import two_factor_is_required

LIFETIME = timedelta(minutes=1)
_SALT = "tenants.staff.handoff"


def may_enter(user: User | AnonymousUser, tenant: Tenant) -> bool:
    """Whether the portal lets this public person into this shop's back office."""
    if not (user.is_authenticated and user.is_active):
        return False
    access = ShopAccess.objects.filter(tenant_id=tenant.pk, user_id=user.pk)
    return tenant.owner_id == user.pk or access.exists()


def asks_for_two_factor(tenant: Tenant) -> bool:
    """Whether the shop's owner wants everybody to sign in with a second factor. Asked in public."""
    with tenant_context(tenant):
        return two_factor_is_required()


@dataclass(frozen=True)
class Arrival:
    """Who comes in: the member of staff, the public person behind them, and what the platform says of them."""

    member: StaffMember
    person: UUID
    name: str
    proved: bool
    target: str


def issue(
    user: User, tenant: Tenant, *, two_factor: bool = False, proved: bool = False, target: str = ""
) -> str:
    """A token for `user` (a public row) and this shop's back office alone. Ask may_enter first.

    `two_factor`: they have a second factor or a passkey, so they cannot have come here without it. `proved`: they have
    shown just now that it is them. `target`: the path they want to go to.
    """
    claims = {"nonce": secrets.token_urlsafe(24), "person": str(user.uuid), "name": str(user)}
    claims |= {"two_factor": "yes" if two_factor else "", "proved": "yes" if proved else ""}
    claims["target"] = target
    return signing.dumps(claims, _SALT, audience=HostKind.BACKOFFICE, schema=tenant.schema_name)


def accept(token: str) -> Arrival:
    """Who a token lets in; burns the token.

    Raises HandoffRefused or one of its kinds. Runs in the tenant's schema, on the back office.
    """
    claims = _claims(token)
    _burn(claims["nonce"])
    person = UUID(claims["person"])
    member = (
        StaffMember.objects.select_related("user")
        .filter(user__public_uuid=person, ended_at__isnull=True)
        .filter(user__is_staff=True, user__is_active=True)
        .first()
    )
    if member is None or (member.until_at and member.until_at <= clock.now()):
        raise NotStaff
    if two_factor_is_required() and not claims.get("two_factor"):
        raise TwoFactorMissing
    proved, target = bool(claims.get("proved")), claims.get("target", "")
    return Arrival(member, person, claims["name"], proved, target)


def _claims(token: str) -> dict[str, str]:
    try:
        return signing.loads(token, _SALT, audience=HostKind.BACKOFFICE, max_age=LIFETIME)
    except signing.SignatureExpired:
        raise HandoffExpired from None
    except signing.BadSignature:
        raise HandoffRefused from None


def _burn(nonce: str) -> None:
    """The unique key decides: of two uses at the same moment one is refused."""
    now = clock.now()
    SpentNonce.objects.filter(expires_at__lt=now).delete()
    try:
        with transaction.atomic():
            SpentNonce.objects.create(nonce=nonce, expires_at=now + 2 * LIFETIME)
    except IntegrityError:
        raise HandoffUsed from None
