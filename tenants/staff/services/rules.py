from django.db import transaction

from ..models import StaffMember, StaffRules
from .people import end_sessions_of


@transaction.atomic
def require_two_factor(required: bool, *, by: StaffMember) -> None:
    """From now on the hand-off asks everybody for it; the others come in anew, so that it asks them too."""
    StaffRules.objects.get_or_create()
    rules = StaffRules.objects.select_for_update(no_key=True).get()
    begins = required and not rules.require_two_factor
    rules.require_two_factor = required
    rules.save()
    if begins:
        for member in StaffMember.objects.filter(ended_at__isnull=True).exclude(pk=by.pk):
            end_sessions_of(member)
