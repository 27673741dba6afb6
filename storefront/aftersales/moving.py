from kernel import clock

from .models import Refund, RefundMove
from .states import REFUND_MOVES


def move_refund(refund: Refund, verb: str, *, by: str, why: str = "") -> None:
    """Move a locked refund and leave the row of it; raises MoveRefused."""
    before = refund.state
    refund.state = REFUND_MOVES.to(before, verb)
    refund.save(update_fields=["state"])
    RefundMove.objects.create(
        refund=refund,
        verb=verb,
        from_state=before,
        to_state=refund.state,
        by=by,
        why=why,
        at=clock.now(),
    )
