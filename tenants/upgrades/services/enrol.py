"""Which shops lack what, and a row for each of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.migrations import Migration
from django_tenants.utils import schema_context

from kernel import clock
from tenants.directory.models import Tenant, TenantState

from ..applied import applied_in
from ..models import ShopUpgrade, UpgradePlan, UpgradeRun
from ..planning import adds_models, missing_migrations, obstacle_to_text, target_digest
from ..states import ShopState
from .moves import move, move_run

# a pooled schema of a former release is dropped, one that is being built is built by the code that began it
_NOT_YET_SHOPS = (TenantState.BUILDING, TenantState.POOLED)


@dataclass(frozen=True)
class Outdated:
    """Shops whose schemas have the same migrations (`source`) and lack the same ones."""

    source: str
    migrations: list[Migration]
    tenants: list[Tenant] = field(default_factory=list)

    @property
    def names(self) -> list[list[str]]:
        return [[migration.app_label, migration.name] for migration in self.migrations]


@dataclass(frozen=True)
class Survey:
    """`unreadable`: shops without tables, or whose list of migrations was locked."""

    shops: int
    outdated: list[Outdated]
    unreadable: list[Tenant]


def find_outdated() -> Survey:
    """One statement for every 200 shops; Django's own plan once for each different state found."""
    tenants = {
        tenant.schema_name: tenant
        for tenant in Tenant.objects.exclude(state__in=_NOT_YET_SHOPS).order_by("pk")
    }
    groups: dict[str, list[Tenant]] = defaultdict(list)
    for applied in applied_in(list(tenants)):
        groups[applied.digest].append(tenants[applied.schema_name])
    unreadable = groups.pop("", [])
    lacking = [Outdated(source, _missing(shops[0]), shops) for source, shops in groups.items()]
    return Survey(len(tenants), [group for group in lacking if group.migrations], unreadable)


def _missing(tenant: Tenant) -> list[Migration]:
    with schema_context(tenant.schema_name):
        return missing_migrations()


@transaction.atomic
def open_run(outdated: Sequence[Outdated], *, canaries: Sequence[str], others: int) -> UpgradeRun:
    """The run for the code's migrations, new or resumed, with a waiting row for every outdated shop.

    canaries: slugs of shops that go first. others: how many more, the oldest, are canaries besides.
    """
    run, _created = UpgradeRun.objects.get_or_create(target=target_digest())
    run = UpgradeRun.objects.select_for_update().get(pk=run.pk)
    run.ended_at = None
    move_run(run, "resume")
    for group in outdated:
        _enrol(_plan(run, group), group.tenants)
    for row in run.shops.filter(state=ShopState.FAILED).select_related("plan"):
        _again(row, row.plan)  # somebody has mended it by hand
    _mark_canaries(run, canaries, others)
    return run


def _plan(run: UpgradeRun, group: Outdated) -> UpgradePlan:
    plan, _created = UpgradePlan.objects.get_or_create(
        run=run,
        source=group.source,
        defaults={
            "migrations": group.names,
            "obstacle": obstacle_to_text(group.migrations),
            "adds_models": adds_models(group.migrations),
        },
    )
    return plan


def _enrol(plan: UpgradePlan, tenants: Sequence[Tenant]) -> None:
    known = {
        row.tenant_id: row
        for row in ShopUpgrade.objects.select_for_update(of=["self"]).filter(
            run=plan.run, tenant__in=tenants
        )
    }
    ShopUpgrade.objects.bulk_create(
        [
            ShopUpgrade(run=plan.run, plan=plan, tenant=tenant)
            for tenant in tenants
            if tenant.pk not in known
        ]
    )
    for row in known.values():
        _again(row, plan)


def _again(row: ShopUpgrade, plan: UpgradePlan) -> None:
    """What an earlier call left undone, or was undone since, is to be done now."""
    row.plan, row.next_try_at = plan, clock.now()
    if row.state == ShopState.FAILED:
        row.attempts = 0
        move(row, "retry")
    elif row.state == ShopState.DONE:
        row.attempts = 0
        move(row, "reopen")
    else:
        row.save()


def _mark_canaries(run: UpgradeRun, slugs: Sequence[str], others: int) -> None:
    rows = ShopUpgrade.objects.filter(run=run).exclude(state=ShopState.DONE)
    oldest = rows.order_by("tenant_id").values_list("pk", flat=True)[:others]
    named = rows.filter(tenant__slug__in=slugs).values_list("pk", flat=True)
    wanted = {*oldest, *named}
    rows.filter(canary=True).exclude(pk__in=wanted).update(canary=False)
    rows.filter(pk__in=wanted).update(canary=True)
