"""What can happen to a payment, and the messages that follow from it."""

import json
import secrets
import time
from typing import Any

from .chaos import Chaos, plan
from .store import Store

# act: (the state it leads to, the states it may start from)
ACTS = {
    "pay": ("paid", ("open", "pending")),
    "fail": ("failed", ("open", "pending")),
    "later": ("pending", ("open",)),
}
REFUND_SECONDS = 1.0


def act(store: Store, payment: dict[str, Any], name: str) -> None:
    """Move a payment and plan the message; an act that comes too late changes nothing."""
    state, allowed_from = ACTS[name]
    with store.transaction():
        if store.move_payment(payment["id"], state, allowed_from):
            _announce(store, payment, f"payment.{state}")


def give_back(store: Store, payment: dict[str, Any], key: str, amount_minor: int) -> dict[str, Any]:
    """Refund once per key. Raises Conflict."""
    chaos = Chaos.of(json.loads(payment["chaos"]))
    state = "sent" if chaos.refunds else "done"
    with store.transaction():
        refund, is_new = store.add_refund(payment["id"], key, amount_minor, state)
        if is_new:
            end = "failed" if chaos.refunds == "failed" else "done"
            store.set_refund_state(refund["id"], end)
            about = {"key": key, "amount_minor": amount_minor, "id": refund["id"]}
            after = REFUND_SECONDS if chaos.refunds else 0
            _announce(store, payment, f"refund.{end}", after=after, refund=about)
    return {**refund, "state": refund["state"]}


def _announce(
    store: Store, payment: dict[str, Any], kind: str, *, after: float = 0, **more: Any
) -> None:
    message = {
        "id": f"evt_{secrets.token_urlsafe(12)}",
        "type": kind,
        "created_at": time.time(),
        "payment": {
            name: payment[name] for name in ("id", "reference", "amount_minor", "currency")
        },
        **more,
    }
    chaos = Chaos.of(json.loads((store.payment(payment["id"]) or payment)["chaos"]))
    for sending in plan(message, chaos):
        body = json.dumps(sending.message, separators=(",", ":"))
        due = time.time() + sending.after + after
        store.add_delivery(payment["id"], body, forged=sending.forged, next_at=due)
