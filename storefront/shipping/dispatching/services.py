"""Read a list, and send what is good of it. The lines are the cursor: a line that is sent is never sent again."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction

from kernel import clock
from kernel.errors import ExpectedFailure
from kernel.states import MoveRefused
from storefront.orders.models import Order
from storefront.orders.moving import locked_order
from tenants.audit.origin import origin_now

from ..models import DispatchJob, DispatchLine, DispatchState, LineState
from ..services import ship_order
from .checking import CheckedLine, check_order, checked_lines, stops_of
from .problems import LineProblem
from .reading import given_lines

SILENCE = timedelta(seconds=30)


@transaction.atomic
def draft_dispatch(
    rows: Sequence[Sequence[str]], *, by: str, filename: str = "", carrier: str = ""
) -> DispatchJob:
    """Keep the list with what is good and what is wrong in it; sends nothing.

    Raises NothingToRead, NoOrderNumbers, TooManyLines.
    """
    lines = given_lines(rows, carrier=carrier)
    now = clock.now()
    job = DispatchJob.objects.create(filename=filename[:200], by=by, created_at=now, beat_at=now)
    DispatchLine.objects.bulk_create(_line(job, checked) for checked in checked_lines(lines))
    return job


def _line(job: DispatchJob, checked: CheckedLine) -> DispatchLine:
    given, problems = checked.given, checked.problems
    return DispatchLine(
        job=job,
        line=given.line,
        number=given.number[:60],
        carrier=checked.carrier[:60],
        tracking_number=given.tracking_number[:60],
        order=checked.order,
        state=LineState.BAD if problems else LineState.READY,
        code=problems[0].code if problems else "",
        details=_details(problems),
    )


def _details(problems: Sequence[LineProblem]) -> dict[str, Any]:
    """Those of the first; the others are told under `also`, each as its code and its details."""
    if not problems:
        return {}
    also = [[problem.code, problem.details] for problem in problems[1:]]
    return {**problems[0].details, **({"also": also} if also else {})}


@transaction.atomic
def start_dispatch(job_id: int) -> DispatchJob:
    """Send the good lines in the background. A second start changes nothing."""
    from ..tasks import send_parcels

    job = DispatchJob.objects.select_for_update(no_key=True).get(pk=job_id)
    if job.state == DispatchState.DRAFT:
        job.state, job.beat_at, job.origin = DispatchState.RUNNING, clock.now(), origin_now()
        job.save(update_fields=["state", "beat_at", "origin"])
        send_parcels.send(job.pk)
    return job


@transaction.atomic
def send_next(job_id: int) -> bool:
    """Send one line: its order whole, or the reason why not. False when none is left.

    Two workers at one job take different lines.
    """
    job = DispatchJob.objects.get(pk=job_id)
    ready = DispatchLine.objects.filter(job=job, state=LineState.READY).order_by("line", "id")
    line = ready.select_for_update(no_key=True, skip_locked=True, of=("self",)).first()
    if line is None:
        return False
    _send(line, job.by)
    line.save(update_fields=["state", "code", "details"])
    DispatchJob.objects.filter(pk=job_id).update(beat_at=clock.now())
    return True


def _send(line: DispatchLine, by: str) -> None:
    try:
        with transaction.atomic():  # an order that may not be sent takes nothing along
            order = _order_now(line)
            check_order(order, stops_of([order.pk]))
            ship_order(
                order.pk,
                carrier=line.carrier,
                tracking_number=line.tracking_number,
                by=by,
            )
        line.state = LineState.SENT
    except LineProblem as problem:
        _refuse(line, problem.code, problem.details)
    except MoveRefused:
        _refuse(line, "already_shipped", {})
    except ExpectedFailure as failure:
        _refuse(line, "refused", {"why": str(failure)})


def _order_now(line: DispatchLine) -> Order:
    if line.order_id is None:
        raise LineProblem("unknown_number")
    return locked_order(line.order_id)


def _refuse(line: DispatchLine, code: str, details: dict) -> None:
    line.state, line.code, line.details = LineState.BAD, code, details


@transaction.atomic
def finish_dispatch(job_id: int) -> None:
    """Nothing is left to send; while another worker holds a line, that worker says so."""
    jobs = DispatchJob.objects.select_for_update(no_key=True).filter(
        pk=job_id, state=DispatchState.RUNNING
    )
    for job in jobs:
        if not job.lines.filter(state=LineState.READY).exists():
            job.state, job.finished_at = DispatchState.DONE, clock.now()
            job.save(update_fields=["state", "finished_at"])


def wake(job: DispatchJob) -> None:
    """A worker that was killed gives no sign of life: send its work again. Asked by the page."""
    from ..tasks import send_parcels

    if job.is_running and clock.now() - job.beat_at > SILENCE:
        DispatchJob.objects.filter(pk=job.pk).update(beat_at=clock.now())
        send_parcels.send(job.pk)
