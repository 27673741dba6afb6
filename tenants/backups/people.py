"""Who may work in a shop that came from an archive: what the file says of itself is not believed further than needed."""

from django.db import transaction
from django_tenants.utils import schema_context, tenant_context

from tenants.accounts.models import User
from tenants.directory.models import Tenant
from tenants.staff.models import Role, StaffMember
from tenants.staff.page_rights import prepare_roles
from tenants.staff.services import add_staff, end_access

from .errors import ArchiveRefused
from .manifest import Manifest


def owners_email(manifest: Manifest, email: str) -> str:
    email = (email or manifest.owner["email"]).strip().lower()
    if "@" not in email:
        raise ArchiveRefused("it names no owner; give one")
    if User.objects.filter(email__iexact=email, is_active=False).exists():
        raise ArchiveRefused("the account of its owner is closed here; give another owner")
    return email


def owner_account(email: str, name: str) -> User:
    """The public person of this e-mail; a new one sets a password by a code sent there."""
    known = User.objects.filter(email__iexact=email).first()
    if known:
        return known
    owner = User(email=email, name=name[:80])
    owner.set_unusable_password()
    owner.save()
    return owner


def settle_people(tenant: Tenant, manifest: Manifest, owner: User) -> None:
    """The owner comes in by hand-off as the owner; others keep the door they had if they are known here.

    Nobody is above the roles, and roles are what this code says they are. A shop has one owner: whoever else was
    one, or says so, is no member of staff any more.
    """
    with tenant_context(tenant), transaction.atomic():
        User.objects.filter(is_superuser=True).update(is_superuser=False)
        prepare_roles()
        former = manifest.owner["email"].lower()
        for member in StaffMember.objects.select_related("user"):
            if member.email.lower() == owner.email.lower():
                _close_door(member)  # add_staff gives it the owner's
            elif member.role == Role.OWNER or member.email.lower() == former:
                end_access(member)
            elif member.user.public_uuid and not _known_here(member):
                _close_door(member)
        add_staff(email=owner.email, name=owner.name, role=Role.OWNER, public_uuid=owner.uuid)


def _known_here(member: StaffMember) -> bool:
    with schema_context("public"):
        return User.objects.filter(
            uuid=str(member.user.public_uuid), email__iexact=member.email, is_active=True
        ).exists()


def _close_door(member: StaffMember) -> None:
    """The platform's: nobody comes in by hand-off as this person."""
    User.objects.filter(pk=member.user_id).update(public_uuid=None)
