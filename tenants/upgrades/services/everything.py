"""From the survey to the last shop: what `./mall manage upgrade_shops` does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from kernel import clock
from tenants.directory.models import Tenant

from ..models import ShopUpgrade, UpgradeRun
from ..states import RunState, ShopState
from .enrol import Survey, find_outdated, open_run
from .moves import move_run
from .work import Patience, canary_failed, work_through

_PASSES = 3  # shops that older code opened while we were at work are found by the next pass


@dataclass(frozen=True)
class Summary:
    """What became of all shops. `failed`: shop and reason."""

    shops: int
    done: int
    waiting: int
    failed: list[tuple[str, str]]
    stopped: bool

    @property
    def good(self) -> bool:
        return not self.failed and not self.stopped


def upgrade_all(
    *,
    canaries: Sequence[str] = (),
    oldest_first: int = 0,
    patience: Patience | None = None,
    helpers: Callable[[UpgradeRun], Callable[[], None]] = lambda run: lambda: None,
    report: Callable[[ShopUpgrade], None] = lambda upgrade: None,
    opened: Callable[[UpgradeRun], None] = lambda run: None,
) -> Summary:
    """Upgrade every outdated shop. `helpers(run)` starts more processes and answers how to wait for them."""
    survey, run = find_outdated(), None
    for _ in range(_PASSES):
        if not _something_new(survey, run):
            break
        run = open_run(survey.outdated, canaries=canaries, others=0 if run else oldest_first)
        opened(run)
        wait = helpers(run)
        work_through(run, patience=patience, report=report)
        wait()
        _conclude(run)
        if run.state == RunState.STOPPED:
            break
        survey = find_outdated()
    return _summary(survey, run)


def _something_new(survey: Survey, run: UpgradeRun | None) -> bool:
    if run is None:
        return bool(survey.outdated)
    failed = set(
        ShopUpgrade.objects.filter(run=run, state=ShopState.FAILED).values_list("tenant", flat=True)
    )
    return any(tenant.pk not in failed for group in survey.outdated for tenant in group.tenants)


@transaction.atomic
def _conclude(run: UpgradeRun) -> None:
    run.ended_at = clock.now()
    if canary_failed(run):
        move_run(run, "stop")
    elif ShopUpgrade.objects.filter(run=run).exclude(state=ShopState.DONE).exists():
        move_run(run, "end_incomplete")
    else:
        move_run(run, "finish")


def _summary(survey: Survey, run: UpgradeRun | None) -> Summary:
    broken = [(_name(tenant), "its tables can't be read") for tenant in survey.unreadable]
    if run is None:
        return Summary(survey.shops, 0, 0, broken, False)
    rows = ShopUpgrade.objects.filter(run=run).select_related("tenant")
    failed = [(_name(row.tenant), row.last_error) for row in rows.filter(state=ShopState.FAILED)]
    return Summary(
        shops=survey.shops,
        done=rows.filter(state=ShopState.DONE).count(),
        waiting=rows.filter(state__in=(ShopState.WAITING, ShopState.RUNNING)).count(),
        failed=[*failed, *broken],
        stopped=run.state == RunState.STOPPED,
    )


def _name(tenant: Tenant) -> str:
    return tenant.slug or tenant.schema_name
