"""Taking shops one after the other until none is left. Any number of processes may do it at the same time."""

import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Min, Q, QuerySet

from kernel import clock

from ..errors import BusyElsewhere
from ..models import ShopUpgrade, UpgradePlan, UpgradeRun
from ..states import ShopState
from .attempt import upgrade_schema
from .moves import move, move_all

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=2)  # after it others look whether anybody is still at the shop
SHOPS_A_CLAIM = 10
SHOPS_PER_CONNECTION = 100  # a backend keeps about 1 MB of every schema it has touched
_PASSING = (OperationalError, InterfaceError)  # locked, deadlocked, a server that restarts


@dataclass(frozen=True)
class Patience:
    """How long a shop's readers may be kept waiting behind us, and how often it is tried.

    `tries` for what passes (locks), `hopeless_tries` for everything else.
    """

    lock_timeout_ms: int = 500
    tries: int = 4
    hopeless_tries: int = 2
    first_pause_seconds: float = 0.3

    def pause(self, attempts: int) -> timedelta:
        """Doubling, and never the same for two shops."""
        seconds = self.first_pause_seconds * 2 ** (attempts - 1)
        return timedelta(seconds=seconds * random.uniform(0.5, 1.5))


def work_through(
    run: UpgradeRun,
    *,
    patience: Patience | None = None,
    report: Callable[[ShopUpgrade], None] = lambda upgrade: None,
) -> None:
    """Returns when every shop is done or failed, or when a canary failed."""
    patience, done = patience or Patience(), 0
    while not canary_failed(run):
        upgrades = _claim(run)
        if not upgrades and not _wait_for_work(run):
            return
        for upgrade in upgrades:
            if not _still_ours(upgrade):
                continue
            _try(upgrade, patience)
            report(upgrade)
            done += 1
            if done % SHOPS_PER_CONNECTION == 0:
                connection.close()


def canary_failed(run: UpgradeRun) -> bool:
    return ShopUpgrade.objects.filter(run=run, canary=True, state=ShopState.FAILED).exists()


def _claim(run: UpgradeRun) -> list[ShopUpgrade]:
    """The next few shops, now ours for LEASE; canaries first, and nobody else before they are all done."""
    now = clock.now()
    unfinished = ShopUpgrade.objects.filter(
        run=run, state__in=(ShopState.WAITING, ShopState.RUNNING)
    )
    free = Q(state=ShopState.WAITING, next_try_at__lte=now) | Q(
        state=ShopState.RUNNING, lease_until__lt=now
    )
    with transaction.atomic():
        rows = unfinished.filter(free)
        if unfinished.filter(canary=True).exists():
            rows = rows.filter(canary=True)
        claimed = list(
            rows.select_for_update(skip_locked=True, of=["self"])
            .select_related("tenant", "plan")
            .order_by("next_try_at", "pk")[:SHOPS_A_CLAIM]
        )
        plans: dict[int, UpgradePlan] = {}  # what the first of them records the others repeat
        for upgrade in claimed:
            upgrade.plan = plans.setdefault(upgrade.plan_id, upgrade.plan)
            upgrade.lease_until, upgrade.attempts = now + LEASE, upgrade.attempts + 1
        left_behind = [upgrade for upgrade in claimed if upgrade.state == ShopState.RUNNING]
        waiting = [upgrade for upgrade in claimed if upgrade.state == ShopState.WAITING]
        move_all(left_behind, "take_over", "lease_until", "attempts")
        move_all(waiting, "begin", "lease_until", "attempts")
    return claimed


def _wait_for_work(run: UpgradeRun) -> bool:
    """Sleeps a moment; False when nothing is left to wait for."""
    unfinished = ShopUpgrade.objects.filter(
        run=run, state__in=(ShopState.WAITING, ShopState.RUNNING)
    )
    if not unfinished.exists():
        return False
    soonest = unfinished.filter(state=ShopState.WAITING).aggregate(at=Min("next_try_at"))["at"]
    seconds = (soonest - clock.now()).total_seconds() if soonest else 0.2
    time.sleep(min(max(seconds, 0.02), 0.5))
    return True


def _still_ours(upgrade: ShopUpgrade) -> bool:
    """With a whole lease before us; False when another process took it over or the shop is gone."""
    until = clock.now() + LEASE
    if not _held(upgrade).update(lease_until=until):
        return False
    upgrade.lease_until = until
    return True


def _held(upgrade: ShopUpgrade) -> QuerySet[ShopUpgrade]:
    """Its row, as long as nobody claimed it after us."""
    return ShopUpgrade.objects.filter(
        pk=upgrade.pk, state=ShopState.RUNNING, lease_until=upgrade.lease_until
    )


def _try(upgrade: ShopUpgrade, patience: Patience) -> None:
    schema_name = upgrade.tenant.schema_name
    try:
        recorded = upgrade_schema(schema_name, upgrade.plan, patience.lock_timeout_ms)
    except BusyElsewhere:  # who takes so long for it is alive; we look again when our lease is over
        upgrade.last_error = "another process is at it"
        _held(upgrade).update(attempts=upgrade.attempts - 1, last_error=upgrade.last_error)
        return
    except Exception as error:  # whatever is wrong with this shop, the others go on
        log.warning("shop_upgrade_failed: %s %s: %s", schema_name, type(error).__name__, error)
        if connection.connection is not None and not connection.is_usable():
            connection.close()
        _put_off_or_fail(upgrade, error, patience)
        return
    if recorded is not None and not any(schema_name in statement for statement in recorded):
        UpgradePlan.objects.filter(pk=upgrade.plan_id, sql__isnull=True).update(sql=recorded)
        upgrade.plan.sql = recorded
    _finish(upgrade)


@transaction.atomic
def _finish(upgrade: ShopUpgrade) -> None:
    """Also when others waited for us meanwhile: what is done is done."""
    rows = ShopUpgrade.objects.select_for_update().filter(pk=upgrade.pk, state=ShopState.RUNNING)
    if rows.exists():
        upgrade.last_error, upgrade.lease_until, upgrade.done_at = "", None, clock.now()
        move(upgrade, "finish")


@transaction.atomic
def _put_off_or_fail(upgrade: ShopUpgrade, error: Exception, patience: Patience) -> None:
    if not _held(upgrade).select_for_update().exists():
        return
    upgrade.last_error = f"{type(error).__name__}: {error}".strip()[:2000]
    upgrade.lease_until = None
    tries = patience.tries if isinstance(error, _PASSING) else patience.hopeless_tries
    if upgrade.attempts >= tries:
        move(upgrade, "fail", upgrade.last_error)
    else:
        upgrade.next_try_at = clock.now() + patience.pause(upgrade.attempts)
        move(upgrade, "put_off", upgrade.last_error)
