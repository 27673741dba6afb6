"""What was left behind or has had its time: dead restores, stuck exports, files nobody may download any more."""

from datetime import timedelta

from django.db.models import Q

from kernel import clock

from ..models import ShopExport
from ..restoring import undo_the_dead
from ..states import ExportState
from .exports import TRIES, expire_export, fail_export

_GRACE = timedelta(seconds=30)  # the worker that was asked first


def look_after() -> None:
    """One round, in public. May run beside itself and be killed anywhere."""
    undo_the_dead()
    resume_exports()
    for export in ShopExport.objects.select_related("tenant").filter(
        state=ExportState.READY, expires_at__lt=clock.now()
    ):
        expire_export(export)


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
            fail_export(export)
        else:
            write_export_task.send_to(export.tenant.schema_name, export.pk)
            asked += 1
    return asked
