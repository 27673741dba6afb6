"""What the catalogue has cleared away once a day."""

from datetime import timedelta

from kernel import clock
from kernel.chores import chore

from .models import BulkJob


@chore(name="catalog.forget_old_bulk_changes")
def forget_old_bulk_changes() -> None:
    """Lists of products somebody chose; what came of it is in the products."""
    BulkJob.objects.filter(created_at__lt=clock.now() - timedelta(days=30)).delete()
