"""Carrying an opening out, stride by stride.

Each stride is one transaction that holds the opening's row, does its work in the shop's schema and notes that
it is done. So a process may be killed anywhere: what was noted is whole, the rest never happened, and whoever
takes the lease next goes on from there.
"""

import logging
import time
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Q
from django_tenants.utils import schema_context, tenant_context

from kernel import clock
from tenants.directory.lookup import forget_hosts
from tenants.directory.models import Tenant, TenantState

from ..errors import LeaseLost, OpeningFailed
from ..models import Opening, SchemaTemplate
from ..ports import StarterContext, personal_steps
from ..replay import DumpFailed, replay
from ..schemas import drop_schema
from ..states import UNFINISHED, OpeningState
from ..template import build_template, fill_schema, ready_template
from .moves import move

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=2)
SLOW_LEASE = timedelta(minutes=15)  # while migrations run instead of a replay
TRIES = 5
STRIDE_SECONDS = 0.3  # then what is done so far is committed, and the merchant sees it


def run_opening(opening_id: int) -> bool:
    """Bring it as far as it goes; True when the shop is live. Harmless when somebody else is at it."""
    lease = _take_lease(opening_id)
    if lease is None:
        return Opening.objects.filter(pk=opening_id, state=OpeningState.LIVE).exists()
    try:
        while _stride(opening_id, lease):
            pass
    except LeaseLost:
        return False
    except Exception as error:  # whatever a step raised, the merchant gets another try
        log.exception("opening_interrupted: %s", opening_id)
        _note_failure(opening_id, lease, error)
        return False
    return True


def open_shop(opening: Opening) -> Opening:
    """Carry it out here and now, without a worker; raises OpeningFailed."""
    run_opening(opening.pk)
    opening = Opening.objects.select_related("tenant").get(pk=opening.pk)
    if opening.state != OpeningState.LIVE:
        raise OpeningFailed(details={"why": opening.last_error or opening.state})
    return opening


@transaction.atomic
def retry_opening(opening_id: int) -> Opening:
    """The merchant wants another go after it failed; raises MoveRefused in every other state."""
    opening = Opening.objects.select_for_update().get(pk=opening_id)
    opening.attempts, opening.lease, opening.lease_until = 0, None, None
    move(opening, "retry")
    return opening


@transaction.atomic
def give_up(opening_id: int) -> None:
    """It killed its process every time: leave it to the merchant to try again."""
    opening = Opening.objects.select_for_update().get(pk=opening_id)
    if opening.state in UNFINISHED and opening.attempts >= TRIES:
        opening.lease, opening.lease_until = None, None
        move(opening, "fail", opening.last_error or "interrupted every time")


def _stride(opening_id: int, lease: UUID) -> bool:
    """The next piece of work; False when there is none left."""
    opening = Opening.objects.select_related("tenant", "owner").get(pk=opening_id)
    match opening.state:
        case OpeningState.REQUESTED:
            whole = opening.tenant.state == TenantState.OPENING
            _only_move(opening_id, lease, "assign" if whole else "begin")
        case OpeningState.SCHEMA:
            _make_schema(opening, lease)
        case OpeningState.CONTENT:
            _run_steps(opening, lease)
        case _:
            return False
    return True


def _only_move(opening_id: int, lease: UUID, verb: str) -> None:
    with transaction.atomic():
        move(_held(opening_id, lease), verb)


def _make_schema(opening: Opening, lease: UUID) -> None:
    template = _template()
    if template is None:
        _migrate_instead(opening, lease)
    with transaction.atomic():
        held = _held(opening.pk, lease)
        if template:
            replay(template.sql, old_name=template.schema_name, new_name=held.tenant.schema_name)
        held.tenant.state = TenantState.OPENING
        held.tenant.save(update_fields=["state"])
        move(held, "schema_made")


def _template() -> SchemaTemplate | None:
    """Building it costs no more than migrating this one shop, and the next one has it."""
    try:
        return ready_template() or build_template()
    except DumpFailed as error:
        log.error("template_not_built: %s", error)
        return None


def _migrate_instead(opening: Opening, lease: UUID) -> None:
    _extend_lease(opening.pk, lease, SLOW_LEASE)
    drop_schema(opening.tenant.schema_name)  # half of one from a run that was killed
    fill_schema(opening.tenant.schema_name)


def _run_steps(opening: Opening, lease: UUID) -> None:
    """Quick steps share a transaction and the move to live with it: then the shop is there at once."""
    steps = personal_steps(demo=opening.demo)
    missing = [step for step in steps if step.name not in opening.steps_done]
    context, until = _starter_context(opening), time.monotonic() + STRIDE_SECONDS
    with tenant_context(opening.tenant), transaction.atomic():
        with schema_context("public"):
            held = _held(opening.pk, lease)
        while missing:
            step = missing.pop(0)
            step.run(context)
            held.steps_done = [*held.steps_done, step.name]
            if time.monotonic() >= until:
                break
        with schema_context("public"):
            if missing:
                held.save(update_fields=["steps_done"])
            else:
                _go_live(held)
    if not missing:
        forget_hosts()


def _go_live(held: Opening) -> None:
    now = clock.now()
    Tenant.objects.filter(pk=held.tenant_id).update(state=TenantState.LIVE, opened_at=now)
    held.live_at, held.lease, held.lease_until, held.last_error = now, None, None, ""
    move(held, "finish")


def _starter_context(opening: Opening) -> StarterContext:
    return StarterContext(
        tenant=opening.tenant,
        name=opening.tenant.name,
        trade=opening.trade,
        look=opening.look,
        owner=opening.owner,
        demo=opening.demo,
        language=opening.language,
        currency=opening.currency,
    )


def _take_lease(opening_id: int) -> UUID | None:
    lease = uuid4()
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=clock.now())
    taken = Opening.objects.filter(free, pk=opening_id, state__in=UNFINISHED).update(
        lease=lease, lease_until=clock.now() + LEASE, attempts=F("attempts") + 1
    )
    return lease if taken else None


def _extend_lease(opening_id: int, lease: UUID, length: timedelta) -> None:
    Opening.objects.filter(pk=opening_id, lease=lease).update(lease_until=clock.now() + length)


def _held(opening_id: int, lease: UUID) -> Opening:
    """The opening's row, locked and still ours; nobody can take the lease before this commits."""
    opening = (
        Opening.objects.select_for_update(of=["self"]).select_related("tenant").get(pk=opening_id)
    )
    if opening.lease != lease:
        raise LeaseLost
    return opening


@transaction.atomic
def _note_failure(opening_id: int, lease: UUID, error: Exception) -> None:
    """Wait a little longer each time; after the last try it is the merchant's turn."""
    opening = Opening.objects.select_for_update().get(pk=opening_id)
    if opening.lease != lease:
        return
    opening.last_error = f"{type(error).__name__}: {error}"[:1000]
    opening.lease = None
    opening.lease_until = clock.now() + timedelta(seconds=2**opening.attempts)
    if opening.attempts >= TRIES:
        opening.lease_until = None
        move(opening, "fail", opening.last_error)
    else:
        opening.save()
