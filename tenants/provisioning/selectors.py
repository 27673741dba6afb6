from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kernel import clock
from kernel.errors import ExpectedFailure
from tenants.accounts.models import User
from tenants.directory.models import ShopAccess, Tenant, TenantState

from .errors import SlugTaken
from .models import Opening
from .ports import personal_steps
from .slugs import check_slug
from .states import OpeningState


@dataclass(frozen=True)
class ProgressStep:
    label: str
    done: bool


@dataclass(frozen=True)
class OpeningProgress:
    """What the merchant sees of an opening. `waiting_seconds`: since it was asked for."""

    opening: Opening
    steps: list[ProgressStep]
    waiting_seconds: float

    @property
    def live(self) -> bool:
        return self.opening.state == OpeningState.LIVE

    @property
    def failed(self) -> bool:
        return self.opening.state == OpeningState.FAILED

    @property
    def unattended(self) -> bool:
        """Nobody has taken it up or the one who did is gone, though it was asked for a while ago."""
        opening, now = self.opening, clock.now()
        free = opening.lease_until is None or opening.lease_until < now
        return free and not self.live and not self.failed and self.waiting_seconds > 4


def opening_progress(key: UUID, owner: User) -> OpeningProgress | None:
    """The owner's opening with this key; None when there is none or it is somebody else's."""
    opening = Opening.objects.select_related("tenant").filter(key=key, owner_id=owner.pk).first()
    if opening is None:
        return None
    waiting = (clock.now() - opening.created_at).total_seconds()
    return OpeningProgress(opening, _steps(opening), waiting)


def _steps(opening: Opening) -> list[ProgressStep]:
    live = opening.state == OpeningState.LIVE
    whole = opening.tenant.state in (TenantState.OPENING, TenantState.LIVE)
    shown = [s for s in personal_steps(demo=opening.demo) if s.label]
    return [
        ProgressStep(_("Your address is reserved"), True),
        ProgressStep(_("A place of its own for your shop's data"), whole),
        *(ProgressStep(str(s.label), live or s.name in opening.steps_done) for s in shown),
        ProgressStep(_("The doors are open"), live),
    ]


def shops_of(owner: User) -> QuerySet[Tenant]:
    """The shops a public user owns or works in, newest first, each with its opening where it has one."""
    entered = ShopAccess.objects.filter(user_id=owner.pk).values("tenant_id")
    return (
        Tenant.objects.filter(Q(owner_id=owner.pk) | Q(pk__in=entered))
        .exclude(state=TenantState.CLOSED)
        .select_related("opening")
        .order_by("-created_at")
    )


def slug_problem(slug: str) -> ExpectedFailure | None:
    """Why this address can't be had, or None. Only a look: `request_shop` decides."""
    try:
        slug = check_slug(slug)
    except ExpectedFailure as refusal:
        return refusal
    taken = Tenant.objects.filter(slug=slug).exists()
    return SlugTaken(field="slug") if taken else None
