"""Who may work in a shop that came from an archive: what the file says of itself is not believed further than needed."""

from django.db import transaction
from django_tenants.utils import schema_context, tenant_context

from tenants.accounts.models import User
from tenants.directory.models import Tenant
from tenants.staff.models import Role, StaffMember
from tenants.staff.page_rights import prepare_roles
from tenants.staff.services import add_staff, end_access

from .manifest import Manifest


def settle_people(tenant: Tenant, manifest: Manifest, owner: User) -> None:
    """The owner comes in by hand-off as the owner; others keep the door they had if they are known here.

    Nobody is above the roles, and roles are what this code says they are. An owner who is not the owner here is
    no member of staff any more.
    """
    with tenant_context(tenant), transaction.atomic():
        User.objects.filter(is_superuser=True).update(is_superuser=False)
        prepare_roles()
        former = manifest.owner["email"].lower()
        for member in StaffMember.objects.select_related("user"):
            if member.email.lower() == owner.email.lower():
                _set_door(member, None)  # add_staff gives it the owner's
            elif member.email.lower() == former:
                end_access(member)
            elif member.user.public_uuid and not _known_here(member):
                _set_door(member, None)
        add_staff(email=owner.email, name=owner.name, role=Role.OWNER, public_uuid=owner.uuid)


def _known_here(member: StaffMember) -> bool:
    with schema_context("public"):
        return User.objects.filter(
            uuid=str(member.user.public_uuid), email__iexact=member.email, is_active=True
        ).exists()


def _set_door(member: StaffMember, public_uuid: None) -> None:
    User.objects.filter(pk=member.user_id).update(public_uuid=public_uuid)
