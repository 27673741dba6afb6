from uuid import UUID

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django_tenants.utils import get_public_schema_name, schema_context

from integrations.mail.services import send_mail
from tenants.accounts.models import User
from tenants.directory.models import Tenant
from tenants.directory.requests import current_tenant
from tenants.directory.urls import backoffice_url
from tenants.profile.selectors import current_profile

from ..errors import NoPlatformAccount, NotConfirmed
from ..models import Role, StaffMember
from ..page_rights import group_for
from .people import current_owner, open_platform_door


def transfer_ownership(*, to: StaffMember, by: StaffMember, confirmation: str) -> StaffMember:
    """The shop is `to`'s from now on; who owned it becomes a manager. `confirmation`: the new owner's e-mail.

    Both are told by mail. Raises NotConfirmed, NoPlatformAccount.
    """
    new, addresses = _transfer(to=to, by=by, confirmation=confirmation)
    for address in addresses:
        _tell(address, new=str(new), old=str(by))
    return new


@transaction.atomic
def _transfer(
    *, to: StaffMember, by: StaffMember, confirmation: str
) -> tuple[StaffMember, list[str]]:
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
    addresses = _hand_over(current_tenant(), to=new.user.public_uuid, by=old.user.public_uuid)
    for member, role in ((old, Role.MANAGER), (new, Role.OWNER)):
        member.role = role
        member.save(update_fields=["role"])
        member.user.groups.set([group_for(role)])
    return new, addresses


def _hand_over(tenant: Tenant, *, to: UUID, by: UUID) -> list[str]:
    """The new and the former owner's e-mails on the platform."""
    with schema_context(get_public_schema_name()):
        person = User.objects.filter(uuid=to, is_active=True).first()
        if person is None:
            raise NoPlatformAccount(field="confirmation")
        former = User.objects.get(uuid=by)
        Tenant.objects.filter(pk=tenant.pk).update(owner=person)
        open_platform_door(tenant, former)
        return [person.email for person in (person, former) if person.email]


def _tell(address: str, **people: str) -> None:
    shop = current_profile().name
    names = {"shop": shop, "url": backoffice_url(current_tenant(), "wagtailadmin_home"), **people}
    send_mail(
        to=address,
        subject=_("%(shop)s has a new owner") % {"shop": shop},
        text=render_to_string("staff/email/ownership.txt", names).strip() + "\n",
        from_name=shop,
    )
