"""Active points end with their lot."""

from datetime import datetime

from django.db import transaction

from kernel.events import announce
from ledger.services import expire_lots

from ..accounts import ACTIVE, EXPIRED
from ..events import PointsLotEnds


@transaction.atomic
def expire_points(member_id: int) -> int:
    """Let overdue lots of a member expire, all but what is set aside; answers how many points."""
    return expire_lots(ACTIVE.of(member_id), EXPIRED, kind="points.expired")


def watch_lot(member_id: int, lot_id: int, ends_at: datetime | None) -> None:
    """Ring when the lot ends; nothing to watch when it never does."""
    if ends_at is not None:
        announce(PointsLotEnds(member_id, lot_id), f"points-lot:{lot_id}", not_before=ends_at)
