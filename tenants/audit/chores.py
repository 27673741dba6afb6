from datetime import timedelta

from django.conf import settings

from kernel import clock
from kernel.chores import chore

from .models import AuditEntry


@chore(name="audit.forget_old_entries")
def forget_old_entries() -> None:
    """What happened longer ago than the trail is kept."""
    limit = clock.now() - timedelta(days=settings.MALL_AUDIT_DAYS)
    old = AuditEntry._base_manager.filter(at__lt=limit).order_by("pk").values("pk")[:5000]
    rows = AuditEntry._base_manager.filter(pk__in=old)
    rows._raw_delete(rows.db)
