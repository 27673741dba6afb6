"""What the catalogue has cleared away once a day."""

from datetime import timedelta

from kernel import clock
from kernel.chores import chore

from .models import BulkJob, ImportJob
from .models.imports import ImportState


@chore(name="catalog.forget_old_bulk_changes")
def forget_old_bulk_changes() -> None:
    """Lists of products somebody chose; what came of it is in the products."""
    BulkJob.objects.filter(created_at__lt=clock.now() - timedelta(days=30)).delete()


@chore(name="catalog.forget_old_import_files")
def forget_old_import_files() -> None:
    """Files that nobody went on with, and rows that nobody mended: they may hold what things cost."""
    long_ago = clock.now() - timedelta(days=30)
    waiting = (ImportState.COLUMNS, ImportState.CHECKED)
    for job in ImportJob.objects.filter(created_at__lt=long_ago, state__in=waiting)[:200]:
        job.file.delete(save=False)
        job.delete()
    kept = ImportJob.objects.filter(created_at__lt=long_ago).exclude(error_file="")
    for job in kept[:200]:
        job.error_file.delete()
