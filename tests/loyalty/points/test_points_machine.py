"""Any story of orders, payments, refunds and waiting, with events delivered twice and in any order.

Whatever is still undelivered, the books add up. Once everything is delivered, each order's points are exactly
what its goods and refunds call for, and a member's pots are the sum of what happened to them.
"""

from dataclasses import dataclass
from datetime import timedelta

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
    precondition,
    rule,
    run_state_machine_as_test,
)

from kernel import clock
from kernel.events.models import OutboxEvent
from kernel.events.registry import handlers_of, rebuild
from kernel.money import round_ratio
from ledger.models import Hold, Transfer
from ledger.selectors import discrepancies, restored_amount
from loyalty.members.models import Member
from loyalty.points.accounts import DEBT
from loyalty.points.models import PointsGrant
from loyalty.points.selectors import balances, debt_of
from loyalty.points.services import adjust_points, save_rules
from loyalty.points.services.spend import hold_key
from storefront.orders.models import Order

from ..shopping import cancel, give_back, new_member, pay, place, receive
from .conftest import NOON

lines = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 5000)), min_size=1, max_size=3)


@dataclass
class Story:
    """What the test knows of an order, apart from the product."""

    pk: int
    member: Member
    units_left: list[int]
    spent: int
    paid: bool = False


class Points(RuleBasedStateMachine):
    unpaid = Bundle("unpaid")
    paid = Bundle("paid")

    @initialize(days=st.sampled_from([0, 7]), months=st.sampled_from([None, 1]))
    def open(self, days: int, months: int | None) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.frozen = clock.frozen(NOON)
        self.frozen.__enter__()
        self.day, self.keys = 0, 0
        save_rules(
            by="test",
            spend_points=1,
            spend_value_minor=1,
            activation_days=days,
            expiry_months=months,
            max_share_percent=80,
        )
        self.members = [new_member(), new_member()]
        self.given = {member.pk: 0 for member in self.members}
        self.stories: list[Story] = []

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            self.frozen.__exit__(None, None, None)
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def now(self):
        return clock.travel(timedelta(days=self.day))

    @rule(who=st.integers(0, 1), amount=st.integers(1, 900))
    def give(self, who: int, amount: int) -> None:
        self.keys += 1
        member = self.members[who]
        with self.now():
            adjust_points(member.pk, amount, reason="gift", by="owner", key=str(self.keys))
            adjust_points(member.pk, amount, reason="gift", by="owner", key=str(self.keys))
        self.given[member.pk] += amount

    @rule(target=unpaid, who=st.integers(0, 1), lines=lines, points=st.integers(0, 900))
    def order(self, who: int, lines: list, points: int) -> Story:
        member = self.members[who]
        with self.now():
            spendable = balances(member.pk).spendable
            order = place(member, *lines, points=points)
        goods = sum(quantity * unit for quantity, unit in lines)
        spent = min(points, spendable, goods * 80 // 100)
        assert order.discount_minor == spent
        story = Story(order.pk, member, [quantity for quantity, _unit in lines], spent)
        self.stories.append(story)
        return story

    @rule(target=paid, story=consumes(unpaid))
    def pay(self, story: Story) -> Story:
        with self.now():
            pay(Order.objects.get(pk=story.pk))
        story.paid = True
        return story

    @rule(
        target=paid,
        who=st.integers(0, 1),
        lines=lines,
        points=st.integers(0, 900),
        received=st.booleans(),
        delivered=st.booleans(),
    )
    def buy(self, who: int, lines: list, points: int, received: bool, delivered: bool) -> Story:
        """The usual way in one step, so that stories get further."""
        story = self.pay(self.order(who, lines, points))
        if received:
            self.receive(story)
        if delivered:
            self.deliver_everything()
        return story

    @rule(story=consumes(unpaid))
    def cancel(self, story: Story) -> None:
        with self.now():
            cancel(Order.objects.get(pk=story.pk))

    @rule(story=paid)
    def receive(self, story: Story) -> None:
        order = Order.objects.get(pk=story.pk)
        if order.state == "paid":
            with self.now():
                receive(order)

    @rule(target=paid, story=consumes(paid), data=st.data(), delivered=st.booleans())
    def refund(self, story: Story, data, delivered: bool):
        units = [data.draw(st.integers(0, left)) for left in story.units_left]
        order = Order.objects.get(pk=story.pk)
        if not any(units) or order.state in ("cancelled",):
            return story
        with self.now():
            give_back(order, *units)
        story.units_left = [left - n for left, n in zip(story.units_left, units, strict=True)]
        if delivered:
            self.deliver_everything()
        return story if any(story.units_left) else multiple()

    @rule(target=paid, story=consumes(paid))
    def refund_unit_by_unit(self, story: Story):
        """Three times one unit of the first line that has some left, each delivered."""
        for _time in range(3):
            place_of_line = next((i for i, left in enumerate(story.units_left) if left), None)
            if place_of_line is None:
                return multiple()
            units = [int(i == place_of_line) for i in range(len(story.units_left))]
            with self.now():
                give_back(Order.objects.get(pk=story.pk), *units)
            story.units_left[place_of_line] -= 1
            self.deliver_everything()
        return story if any(story.units_left) else multiple()

    @rule(days=st.integers(1, 20))
    def wait(self, days: int) -> None:
        self.day += days

    @rule(data=st.data())
    def deliver_one(self, data) -> None:
        """Any due event, twice, whatever waits before it."""
        with self.now():
            due = list(self.due_events())
            if due:
                self.deliver(data.draw(st.sampled_from(due)))

    @precondition(lambda self: hasattr(self, "stories"))
    @rule()
    def deliver_everything(self) -> None:
        with self.now():
            while due := list(self.due_events()):
                for row in due:
                    self.deliver(row)
            self.everything_is_exact()

    def due_events(self):
        return OutboxEvent.objects.filter(done_at=None, next_try_at__lte=clock.now()).order_by("id")

    def deliver(self, row: OutboxEvent) -> None:
        mine = {
            name: fn for name, fn in handlers_of(row.name).items() if name.startswith("points.")
        }
        for _time in range(2):
            for handler in mine.values():
                handler(rebuild(row.name, row.payload))
        OutboxEvent.objects.filter(pk=row.pk).update(done_at=clock.now())

    def everything_is_exact(self) -> None:
        for story in self.stories:
            self.order_is_exact(story)
        for member in self.members:
            self.member_is_exact(member)

    def order_is_exact(self, story: Story) -> None:
        order_lines = Order.objects.get(pk=story.pk).lines.all()
        goods = sum(line.total_minor for line in order_lines)
        back = sum(line.refunded_minor for line in order_lines)
        grant = PointsGrant.objects.filter(order_id=story.pk).first()
        hold = Hold.objects.filter(idem_key=hold_key(story.pk)).first()
        if story.paid:
            assert grant.amount == goods // 100
            assert grant.clawed == (round_ratio(grant.amount, back, goods) if goods else 0)
        else:
            assert grant is None
        if story.spent and story.paid:
            assert (hold.state, hold.captured) == (Hold.CAPTURED, story.spent)
            if not any(story.units_left):
                assert restored_amount(hold.transfer_id) == story.spent
            elif not back:
                assert restored_amount(hold.transfer_id) == 0
        elif story.spent and Order.objects.get(pk=story.pk).state == "cancelled":
            assert hold.state == Hold.RELEASED

    def member_is_exact(self, member: Member) -> None:
        pots = balances(member.pk)
        grants = PointsGrant.objects.filter(member=member)
        earned = sum(grant.left for grant in grants)
        pending = sum(grant.left for grant in grants.filter(state="pending"))
        assert pots.pending == pending
        mine = Hold.objects.filter(account__owner_id=member.pk, state=Hold.CAPTURED)
        spent = sum(hold.captured - restored_amount(hold.transfer_id) for hold in mine)
        expired = Transfer.objects.filter(
            debit__owner_id=member.pk, credit__kind="points_expired"
        ).aggregate(total=Sum("amount"))["total"]
        expected = self.given[member.pk] + earned - spent - (expired or 0)
        assert pots.active + pots.pending - pots.debt == expected
        open_holds = [
            story.spent for story in self.stories if story.member == member and self.waits(story)
        ]
        assert pots.held == sum(open_holds)

    def waits(self, story: Story) -> bool:
        return Order.objects.get(pk=story.pk).state == "awaiting_payment"

    @invariant()
    def the_books_add_up(self) -> None:
        if not hasattr(self, "stories"):
            return
        assert discrepancies() == []
        for member in self.members:
            pots = balances(member.pk)
            assert min(pots.active, pots.pending, pots.held, pots.debt) >= 0
            assert pots.held <= pots.active
            assert debt_of(member.pk) == pots.debt, DEBT
        for grant in PointsGrant.objects.all():
            assert 0 <= grant.clawed <= grant.amount


def test_any_story(in_shop_a, no_provider):
    run_state_machine_as_test(
        Points,
        settings=settings(
            max_examples=20,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
