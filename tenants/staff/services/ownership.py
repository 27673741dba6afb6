from uuid import UUID

from django.db import transaction
from django_tenants.utils import get_public_schema_name, schema_context

from tenants.accounts.models import User
from tenants.directory.models import Tenant
from tenants.directory.requests import current_tenant

from ..errors import NoPlatformAccount, NotConfirmed
from ..models import Role, StaffMember
from ..page_rights import group_for
from .people import current_owner, open_platform_door


@transaction.atomic
def transfer_ownership(*, to: StaffMember, by: StaffMember, confirmation: str) -> StaffMember:
    """The shop is `to`'s from now on; who owned it becomes a manager. `confirmation`: the new owner's e-mail.

    Raises NotConfirmed, NoPlatformAccount.
    """
    if confirmation.strip().lower() != to.email.lower():
        raise NotConfirmed(field="confirmation")
    rows = StaffMember.objects.select_related("user").filter(pk__in=(to.pk, by.pk), ended_at=None)
    locked = {
        row.pk: row for row in rows.order_by("pk").select_for_update(of=("self",), no_key=True)
    }
    new, old = locked.get(to.pk), locked.get(by.pk)
    if new is None or new.is_guest or new.user.public_uuid is None:
        raise NoPlatformAccount(field="confirmation")
    if old is None or old.role != Role.OWNER or old.user.public_uuid is None:
        raise NoPlatformAccount(field="confirmation")
    if old.user.public_uuid != current_owner():
        raise NoPlatformAccount(field="confirmation")
    _hand_over(current_tenant(), to=new.user.public_uuid, by=old.user.public_uuid)
    for member, role in ((old, Role.MANAGER), (new, Role.OWNER)):
        member.role = role
        member.save(update_fields=["role"])
        member.user.groups.set([group_for(role)])
    return new


def _hand_over(tenant: Tenant, *, to: UUID, by: UUID) -> None:
    with schema_context(get_public_schema_name()):
        person = User.objects.filter(uuid=to, is_active=True).first()
        if person is None:
            raise NoPlatformAccount(field="confirmation")
        former = User.objects.get(uuid=by)
        Tenant.objects.filter(pk=tenant.pk).update(owner=person)
        open_platform_door(tenant, former)
