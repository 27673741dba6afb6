"""A colleague has lost the phone and the recovery codes: the owner may let them begin anew."""

from django.db import transaction
from django_tenants.utils import get_public_schema_name, schema_context

from tenants.accounts.mfa import forget_second_factor
from tenants.accounts.models import User
from tenants.audit.services import record_facts
from tenants.directory.models import ShopAccess, Tenant
from tenants.directory.requests import current_tenant

from ..errors import WorksElsewhere
from ..models import StaffMember
from .people import end_sessions_of


@transaction.atomic
def reset_second_factor(member: StaffMember) -> None:
    """Their app, passkeys and recovery codes are void and they are signed out everywhere; a mail tells them.

    The account is the person's and may open other shops, of which this owner decides nothing: then it raises
    WorksElsewhere.
    """
    shop = current_tenant()
    with schema_context(get_public_schema_name()):
        people, uuid = User.objects.select_for_update(no_key=True), member.user.public_uuid
        person = people.filter(uuid=uuid).first() if uuid else None
        if person is None or _works_elsewhere(person, shop):
            raise WorksElsewhere
        forget_second_factor(person, by=shop.name)
    end_sessions_of(member)
    record_facts(member, str(member), {"second_factor": (True, False)})


def _works_elsewhere(person: User, shop: Tenant) -> bool:
    """Other shops, or the platform itself."""
    others = ShopAccess.objects.filter(user_id=person.pk).exclude(tenant_id=shop.pk)
    owned = Tenant.objects.filter(owner_id=person.pk)
    return person.is_staff or person.is_superuser or others.exists() or owned.exists()
