"""Payments, refunds and the messages about them, in one SQLite file."""

import json
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS payment (
    id TEXT PRIMARY KEY, reference TEXT NOT NULL UNIQUE, amount_minor INTEGER NOT NULL,
    currency TEXT NOT NULL, title TEXT NOT NULL, shop_name TEXT NOT NULL, language TEXT NOT NULL,
    return_url TEXT NOT NULL, webhook_url TEXT NOT NULL, webhook_host TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open', chaos TEXT NOT NULL DEFAULT '{}', created_at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS refund (
    id TEXT PRIMARY KEY, payment_id TEXT NOT NULL REFERENCES payment (id), key TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0), state TEXT NOT NULL,
    UNIQUE (payment_id, key)
);
CREATE TABLE IF NOT EXISTS delivery (
    id INTEGER PRIMARY KEY, payment_id TEXT NOT NULL REFERENCES payment (id), body TEXT NOT NULL,
    forged INTEGER NOT NULL, next_at REAL, attempts INTEGER NOT NULL DEFAULT 0, last_status INTEGER
);
CREATE INDEX IF NOT EXISTS delivery_due ON delivery (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS delivery_of_payment ON delivery (payment_id);
"""


@dataclass(frozen=True)
class NewPayment:
    """What a merchant asks for. `reference` is the merchant's own name of the payment."""

    reference: str
    amount_minor: int
    currency: str
    title: str
    shop_name: str
    language: str
    return_url: str
    webhook_url: str
    webhook_host: str


class Conflict(Exception):
    """The same reference or key with another request, or a step that is not possible any more."""


class Store:
    """One connection and one lock: every method is one transaction."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.executescript(SCHEMA)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            if self._connection.in_transaction:
                yield self._connection
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def create_payment(self, new: NewPayment, chaos: dict[str, Any]) -> dict[str, Any]:
        """The same reference again gives the same payment; with another request, Conflict."""
        with self.transaction() as db:
            known = self._one("SELECT * FROM payment WHERE reference = ?", new.reference)
            if known:
                _assert_same(known, new)
                return known
            payment_id = f"pay_{secrets.token_urlsafe(18)}"
            row = asdict(new) | {"id": payment_id, "created_at": time.time()}
            row["chaos"] = json.dumps(chaos)
            places = ", ".join(f":{name}" for name in row)
            db.execute(f"INSERT INTO payment ({', '.join(row)}) VALUES ({places})", row)
        return self.payment(payment_id) or {}

    def payment(self, payment_id: str) -> dict[str, Any] | None:
        return self._one("SELECT * FROM payment WHERE id = ?", payment_id)

    def payment_by_reference(self, reference: str) -> dict[str, Any] | None:
        return self._one("SELECT * FROM payment WHERE reference = ?", reference)

    def set_chaos(self, payment_id: str, chaos: dict[str, Any]) -> None:
        with self.transaction() as db:
            db.execute("UPDATE payment SET chaos = ? WHERE id = ?", (json.dumps(chaos), payment_id))

    def move_payment(self, payment_id: str, state: str, allowed_from: tuple[str, ...]) -> bool:
        """False when the payment is already past this."""
        marks = ", ".join("?" for _ in allowed_from)
        with self.transaction() as db:
            done = db.execute(
                f"UPDATE payment SET state = ? WHERE id = ? AND state IN ({marks})",
                (state, payment_id, *allowed_from),
            )
            return done.rowcount == 1

    def add_refund(
        self, payment_id: str, key: str, amount_minor: int, state: str
    ) -> tuple[dict[str, Any], bool]:
        """The refund and whether it is new. Conflict when more than was paid would go back."""
        with self.transaction() as db:
            known = self._one(
                "SELECT * FROM refund WHERE payment_id = ? AND key = ?", payment_id, key
            )
            if known:
                if known["amount_minor"] != amount_minor:
                    raise Conflict("key_reused")
                return known, False
            self._assert_refundable(payment_id, amount_minor)
            refund_id = f"ref_{secrets.token_urlsafe(18)}"
            db.execute(
                "INSERT INTO refund (id, payment_id, key, amount_minor, state) VALUES (?, ?, ?, ?, ?)",
                (refund_id, payment_id, key, amount_minor, state),
            )
            return self._one("SELECT * FROM refund WHERE id = ?", refund_id) or {}, True

    def set_refund_state(self, refund_id: str, state: str) -> None:
        with self.transaction() as db:
            db.execute("UPDATE refund SET state = ? WHERE id = ?", (state, refund_id))

    def refunds(self, payment_id: str) -> list[dict[str, Any]]:
        return self._all("SELECT * FROM refund WHERE payment_id = ? ORDER BY rowid", payment_id)

    def add_delivery(self, payment_id: str, body: str, *, forged: bool, next_at: float) -> int:
        with self.transaction() as db:
            added = db.execute(
                "INSERT INTO delivery (payment_id, body, forged, next_at) VALUES (?, ?, ?, ?)",
                (payment_id, body, forged, next_at),
            )
            return added.lastrowid or 0

    def claim_delivery(
        self, now: float, lease_until: float, payment_id: str = ""
    ) -> dict[str, Any] | None:
        """The longest due message (of one payment); nobody else gets it before `lease_until`."""
        with self.transaction() as db:
            due = self._one(
                "SELECT d.*, p.webhook_url, p.webhook_host FROM delivery d"
                " JOIN payment p ON p.id = d.payment_id"
                " WHERE d.next_at <= ? AND (? = '' OR p.id = ?) ORDER BY d.next_at LIMIT 1",
                now,
                payment_id,
                payment_id,
            )
            if due:
                db.execute("UPDATE delivery SET next_at = ? WHERE id = ?", (lease_until, due["id"]))
            return due

    def release_claims(self, now: float) -> None:
        """After a start nobody is sending: what a killed process had taken is due again."""
        with self.transaction() as db:
            db.execute("UPDATE delivery SET next_at = ? WHERE next_at > ?", (now, now))

    def finish_delivery(self, delivery_id: int, status: int, next_at: float | None) -> None:
        with self.transaction() as db:
            db.execute(
                "UPDATE delivery SET attempts = attempts + 1, last_status = ?, next_at = ? WHERE id = ?",
                (status, next_at, delivery_id),
            )

    def next_due(self) -> float | None:
        row = self._one("SELECT min(next_at) AS at FROM delivery WHERE next_at IS NOT NULL")
        return row["at"] if row else None

    def deliveries(self, payment_id: str) -> list[dict[str, Any]]:
        return self._all("SELECT * FROM delivery WHERE payment_id = ? ORDER BY id", payment_id)

    def _assert_refundable(self, payment_id: str, amount_minor: int) -> None:
        payment = self.payment(payment_id)
        if payment is None or payment["state"] != "paid":
            raise Conflict("not_paid")
        returned = sum(
            refund["amount_minor"]
            for refund in self.refunds(payment_id)
            if refund["state"] != "failed"
        )
        if amount_minor < 1 or returned + amount_minor > payment["amount_minor"]:
            raise Conflict("more_than_paid")

    def _one(self, sql: str, *values: Any) -> dict[str, Any] | None:
        with self._lock:
            row = self._connection.execute(sql, values).fetchone()
        return dict(row) if row else None

    def _all(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        with self._lock:
            return [dict(row) for row in self._connection.execute(sql, values).fetchall()]


def _assert_same(known: dict[str, Any], new: NewPayment) -> None:
    """Money may not change under a reference; where to return to may (the shop's port did)."""
    for name in ("amount_minor", "currency"):
        if known[name] != getattr(new, name):
            raise Conflict("reference_reused")
