"""Reads about staff."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Max, QuerySet
from django_tenants.utils import get_public_schema_name, schema_context

from tenants.accounts.mfa import SECOND_FACTORS

from .models import Invitation, Kind, StaffMember, StaffRules


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


def with_second_factor(members: Iterable[StaffMember]) -> set[UUID]:
    """Of these the people of the platform who sign in there with an app or a passkey, by one query."""
    people = [member.user.public_uuid for member in members if member.user.public_uuid]
    with schema_context(get_public_schema_name()):
        factors = Authenticator.objects.filter(user__uuid__in=people, type__in=SECOND_FACTORS)
        return set(factors.values_list("user__uuid", flat=True))


def two_factor_is_required() -> bool:
    return StaffRules.objects.filter(require_two_factor=True).exists()


@dataclass(frozen=True)
class Guests:
    """People of the platform or of a reseller, and when they were let in."""

    members: Sequence[StaffMember]

    def mark(self, name: str, at: datetime) -> str:
        """What somebody of this name was then; empty for the shop's own people."""
        found = (m for m in self.members if m.user.first_name == name and _was_in(m, at))
        return next((str(Kind(member.kind).label) for member in found), "")


def guests_named(names: Collection[str]) -> Guests:
    """Those of these names who are or were guests here, by one query; none for no names."""
    if not names:
        return Guests(())
    guests = StaffMember.objects.exclude(kind=Kind.OWN).select_related("user")
    return Guests(list(guests.filter(user__first_name__in=names)))


def _was_in(member: StaffMember, at: datetime) -> bool:
    ends = [end for end in (member.until_at, member.ended_at) if end]
    return member.added_at <= at and all(at <= end for end in ends)
