"""Reading the books after the crashes, with SQL of its own: the product's code is not asked."""

import time
from collections.abc import Collection

import psycopg2

_UNSETTLED = """
SELECT (SELECT count(*) FROM {s}.events_outboxevent
        WHERE done_at IS NULL AND dead_at IS NULL AND next_try_at < now() + interval '10 minutes')
     + (SELECT count(*) FROM {s}.payments_payment WHERE state IN ('created', 'pending')
        AND order_id IN (SELECT id FROM {s}.orders_order WHERE state = 'awaiting_payment'))
"""
_PAID = "SELECT id, number FROM {s}.orders_order WHERE paid_at IS NOT NULL"
_GRANTS = """
SELECT order_id, count(*), sum(amount) FROM {s}.points_pointsgrant
WHERE state IN ('pending', 'active') GROUP BY order_id
"""
_POSTED = """
SELECT count(*), coalesce(sum(t.amount), 0) FROM {s}.ledger_transfer t
JOIN {s}.ledger_txn x ON x.id = t.txn_id WHERE x.kind = 'points.earned'
"""
_UNITS = """
SELECT o.state, sum(l.quantity) FROM {s}.orders_orderline l JOIN {s}.orders_order o ON o.id = l.order_id
WHERE l.variant_id = %s GROUP BY o.state
"""
_STOCK = "SELECT on_hand, reserved FROM {s}.inventory_stockitem WHERE variant_id = %s"


def wait_until_settled(database_url: str, schema: str, seconds: float = 240) -> None:
    """Until no event waits and no payment is open; gives up quietly, the audit then tells."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if _rows(database_url, schema, _UNSETTLED)[0][0] == 0:
                return
        except psycopg2.OperationalError:
            pass  # still coming back
        time.sleep(1)


def audit(
    database_url: str,
    schema: str,
    *,
    acknowledged: Collection[str],
    attempts: int,
    variant: int,
    stock: int,
) -> dict[str, float]:
    """orders_lost: a shopper saw the thanks and there is no paid order. orders_doubled: more orders than
    forms sent. rewards_*: paid orders without their points, or with more than one earning."""
    paid = {number: pk for pk, number in _rows(database_url, schema, _PAID)}
    grants = {
        order: (count, amount) for order, count, amount in _rows(database_url, schema, _GRANTS)
    }
    total = _rows(database_url, schema, "SELECT count(*) FROM {s}.orders_order")[0][0]
    postings, posted = _rows(database_url, schema, _POSTED)[0]
    units = dict(_rows(database_url, schema, _UNITS, [variant]))
    on_hand, reserved = _rows(database_url, schema, _STOCK, [variant])[0]
    waiting = units.pop("awaiting_payment", 0)
    units.pop("cancelled", 0)
    return {
        "orders_acknowledged": len(acknowledged),
        "orders_lost": len([number for number in acknowledged if number not in paid]),
        "orders_doubled": max(0, total - attempts),
        "rewards_missing": len([pk for pk in paid.values() if pk not in grants]),
        "rewards_doubled": len([1 for count, _ in grants.values() if count > 1])
        + max(0, postings - len(grants))
        + int(posted != sum(amount for _, amount in grants.values())),
        "stock_wrong": abs(stock - sum(units.values()) - on_hand) + abs(reserved - waiting),
        "orders_paid": len(paid),
    }


def _rows(database_url: str, schema: str, sql: str, values: list | None = None) -> list[tuple]:
    link = psycopg2.connect(database_url)
    try:
        with link.cursor() as cursor:
            cursor.execute(sql.format(s=f'"{schema}"'), values)
            return list(cursor.fetchall())
    finally:
        link.close()
