"""Any order of earning, holding, capturing, spending, restoring and expiring: the books match a small model."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from kernel import clock
from ledger.errors import InsufficientBalance
from ledger.models import Hold, Lot, Transfer
from ledger.selectors import balances, discrepancies, spendable_amount
from ledger.services import capture_hold, expire_lots, open_hold, release_hold

from .conftest import EXPIRED, NOON, POINTS, REDEEMED, earn, give_back, new_key, spend

members = st.sampled_from([1, 2])
amounts = st.integers(1, 60)


@dataclass
class ModelLot:
    pk: int
    left: int
    ends: float  # day; infinity for never
    held: int = 0

    @property
    def free(self) -> int:
        return self.left - self.held


def in_spending_order(lots: list[ModelLot]) -> list[ModelLot]:
    return sorted(lots, key=lambda lot: (lot.ends, lot.pk))


class Books(RuleBasedStateMachine):
    holds = Bundle("holds")
    spendings = Bundle("spendings")

    @initialize()
    def open(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.frozen = clock.frozen(NOON)
        self.frozen.__enter__()
        self.day = 0
        self.lots: dict[int, list[ModelLot]] = defaultdict(list)

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            self.frozen.__exit__(None, None, None)
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def now(self):
        return clock.travel(timedelta(days=self.day))

    @rule(member=members, amount=amounts, days=st.none() | st.integers(1, 20), twice=st.booleans())
    def earn(self, member: int, amount: int, days: int | None, twice: bool) -> None:
        ends = None if days is None else NOON + timedelta(days=self.day + days)
        key = new_key()
        with self.now():
            lot = earn(member, amount, expires_at=ends, key=key).transfers[0].lot
            if twice:
                assert not earn(member, amount, expires_at=ends, key=key).fresh
        last = float("inf") if days is None else self.day + days
        self.lots[member].append(ModelLot(lot.pk, amount, last))

    @rule(target=spendings, member=members, amount=amounts, twice=st.booleans())
    def spend(self, member: int, amount: int, twice: bool):
        lots = self.lots[member]
        key = new_key()
        with self.now():
            if sum(lot.free for lot in lots) < amount:
                with pytest.raises(InsufficientBalance):
                    spend(member, amount, key=key)
                return multiple()
            posting = spend(member, amount, key=key)
            if twice:
                assert not spend(member, amount, key=key).fresh
        return member, posting, self.take(in_spending_order(lots), amount)

    @rule(spending=spendings, share=st.integers(1, 4))
    def restore(self, spending, share: int) -> None:
        member, posting, taken = spending
        amount = sum(part for _lot, part in taken) // share
        if not amount:
            return
        with self.now():
            give_back(member, posting, amount)
        for entry in sorted(taken, key=lambda entry: (-entry[0].ends, -entry[0].pk)):
            part = min(entry[1], amount)
            entry[0].left += part
            entry[1] -= part
            amount -= part

    @rule(target=holds, member=members, amount=amounts, twice=st.booleans())
    def hold(self, member: int, amount: int, twice: bool):
        lots = [lot for lot in self.lots[member] if lot.ends > self.day]
        key = new_key()
        with self.now():
            if sum(lot.free for lot in lots) < amount:
                with pytest.raises(InsufficientBalance):
                    open_hold(POINTS.of(member), amount, key=key)
                return multiple()
            hold = open_hold(POINTS.of(member), amount, key=key)
            if twice:
                assert open_hold(POINTS.of(member), amount, key=key).pk == hold.pk
        held = []
        for lot in in_spending_order(lots):
            part = min(lot.free, amount)
            amount -= part
            lot.held += part
            held.append((lot, part))
        return member, hold, held

    @rule(target=spendings, taken=consumes(holds), share=st.integers(1, 3))
    def capture(self, taken, share: int):
        member, hold, held = taken
        amount = max(hold.amount // share, 1)
        key = new_key()
        with self.now():
            posting = capture_hold(hold, REDEEMED, key=key, kind="spend", amount=amount)
            again = capture_hold(hold, REDEEMED, key=key, kind="spend", amount=amount)
        assert not again.fresh
        used = []
        for lot, part in held:
            lot.held -= part
            gone = min(part, amount)
            lot.left -= gone
            amount -= gone
            if gone:
                used.append([lot, gone])
        return member, posting, used

    @rule(taken=consumes(holds))
    def release(self, taken) -> None:
        _member, hold, held = taken
        with self.now():
            assert release_hold(hold)
            assert not release_hold(hold)
        for lot, part in held:
            lot.held -= part

    @rule(member=members)
    def expire(self, member: int) -> None:
        overdue = [lot for lot in self.lots[member] if lot.ends <= self.day]
        with self.now():
            assert expire_lots(POINTS.of(member), EXPIRED) == sum(lot.free for lot in overdue)
        for lot in overdue:
            lot.left = lot.held

    @rule(days=st.integers(1, 8))
    def wait(self, days: int) -> None:
        self.day += days

    @staticmethod
    def take(lots: list[ModelLot], amount: int) -> list[list]:
        taken = []
        for lot in lots:
            part = min(lot.free, amount)
            amount -= part
            lot.left -= part
            if part:
                taken.append([lot, part])
        return taken

    @invariant()
    def the_books_match_the_model(self) -> None:
        if not hasattr(self, "lots"):
            return
        for member, lots in self.lots.items():
            name = POINTS.of(member)
            balance = balances([name])[name]
            assert balance.posted == sum(lot.left for lot in lots)
            assert balance.held == sum(lot.held for lot in lots)
            with self.now():
                spendable = sum(lot.free for lot in lots if lot.ends > self.day)
                assert spendable_amount(name) == spendable
            rows = dict(Lot.objects.filter(account__owner_id=member).values_list("pk", "remaining"))
            assert rows == {lot.pk: lot.left for lot in lots}

    @invariant()
    def the_books_add_up(self) -> None:
        if not hasattr(self, "lots"):
            return
        assert discrepancies() == []
        held = Hold.objects.filter(state=Hold.OPEN).aggregate(total=Sum("amount"))["total"] or 0
        assert held == sum(lot.held for lots in self.lots.values() for lot in lots)
        units = Transfer.objects.values_list("unit", flat=True).distinct()
        assert set(units) <= {"points"}


def test_any_order_of_acts(in_shop_a):
    run_state_machine_as_test(
        Books,
        settings=settings(
            max_examples=30,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
