"""What was left behind or has had its time: dead restores, stuck exports, files nobody may download any more."""

from contextlib import suppress
from datetime import timedelta

from django.db.models import Q

from kernel import clock
from kernel.states import MoveRefused

from ..models import ShopExport
from ..restoring import undo_the_dead
from ..states import ExportState
from .exports import TRIES, expire_export, give_up

_GRACE = timedelta(seconds=30)  # the worker that was asked first


def look_after() -> None:
    """One round, in public. May run beside itself and be killed anywhere."""
    undo_the_dead()
    resume_exports()
    over = ShopExport.objects.filter(state=ExportState.READY, expires_at__lt=clock.now())
    for pk in over.values_list("pk", flat=True):
        with suppress(MoveRefused):  # another round did it
            expire_export(pk)


def resume_exports() -> int:
    """Ask again for exports nobody is at; how many were asked for."""
    from ..tasks import write_export_task

    now = clock.now()
    free = Q(alive_until__isnull=True, ordered_at__lt=now - _GRACE) | Q(alive_until__lt=now)
    stuck = ShopExport.objects.select_related("tenant").filter(
        free, state__in=(ExportState.ORDERED, ExportState.RUNNING)
    )
    asked = 0
    for export in stuck:
        if export.attempts >= TRIES:  # every one of them killed its process
            give_up(export.pk)
        else:
            write_export_task.send_to(export.tenant.schema_name, export.pk)
            asked += 1
    return asked
