"""Reads about staff."""

from django.db.models import Max, QuerySet

from .models import Invitation, StaffMember, StaffRules


def staff_in_order() -> QuerySet[StaffMember]:
    """Everybody who works here, each with when they last came in (`last_entry_at`)."""
    return (
        StaffMember.objects.filter(ended_at__isnull=True)
        .select_related("user")
        .annotate(last_entry_at=Max("entries__at"))
        .order_by("added_at", "pk")
    )


def open_invitations() -> QuerySet[Invitation]:
    """Sent and neither accepted nor revoked; those that are over too, to be sent again."""
    return (
        Invitation.objects.filter(accepted_at__isnull=True, revoked_at__isnull=True)
        .select_related("invited_by__user")
        .order_by("-created_at")
    )


def two_factor_is_required() -> bool:
    return StaffRules.objects.filter(require_two_factor=True).exists()
