"""Three months in a shop: who buys what and when, and what becomes of it. The same seed, the same story."""

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from integrations.payment_provider import ProviderEvent, ProviderEventKind
from kernel.errors import ExpectedFailure
from loyalty.members.selectors import member_for_customer
from loyalty.points.selectors import spendable_points
from storefront.aftersales.plan import RefundWish
from storefront.aftersales.services import refund
from storefront.cart import services as carts
from storefront.catalog.models import Variant
from storefront.checkout.services import PlaceOrder, place_order
from storefront.customers.services import customer_of_user
from storefront.inventory.services import set_on_hand
from storefront.orders.models import Order
from storefront.orders.services import cancel_order, confirm_receipt
from storefront.orders.states import OrderState
from storefront.payments.models import Payment, PaymentRefund
from storefront.payments.services import (
    apply_provider_event,
    confirm_offline_payment,
    confirm_refund_by_hand,
    send_refund,
)
from storefront.payments.services.moving import move_payment
from storefront.shipping.services import deliver_shipments, ship_order

from .diary import Diary
from .people import People, Person
from .shops import ShopPlan

DAYS = 91
CAMPAIGN = range(18, 25)  # so many days ago: the week of the shop's birthday
GROWTH = 0.9  # how much busier the last day is than the first
_HOURS = (9, 10, 11, 12, 12, 13, 15, 16, 18, 19, 20, 20, 21, 21, 22)
_NOTES = (
    "",
    "",
    "",
    "",
    "",
    "请尽快发货，谢谢",
    "送人的，麻烦包装好一点",
    "Please ring before delivery",
)
_REASONS = ("尺码不合适", "与描述有出入", "多拍了一件", "收到时有破损")
_CARRIERS = ("顺丰速运", "中通快递", "京东物流")
_PAID, _RETURNED = "demo", "bank_transfer"


class Story:
    """Told inside the shop's schema, in one transaction."""

    def __init__(self, plan: ShopPlan, now: datetime, zone: ZoneInfo) -> None:
        self.plan = plan
        self.chance = random.Random(plan.seed)
        self.people = People()
        self.zone = zone
        self.diary = Diary(now)
        self.variants: list[Variant] = list(
            Variant.objects.filter(is_active=True, product__status="active").order_by("pk")
        )

    def tell(self) -> None:
        set_on_hand({variant.pk: self.chance.randint(40, 90) for variant in self.variants})
        for day in range(DAYS, -1, -1):
            for _ in range(self._orders_on(day)):
                self.diary.write(self._moment(day), self._somebody_buys)
        self.diary.live()
        self._count_the_shelves()

    def _orders_on(self, day: int) -> int:
        date = (self.diary.now - timedelta(days=day)).astimezone(self.zone)
        rate = self.plan.a_day * (1 + GROWTH * (DAYS - day) / DAYS)
        rate *= self.plan.weekend if date.weekday() in (4, 5) else 1
        rate *= 2.4 if day in CAMPAIGN else 1
        rate *= self.chance.uniform(0.45, 1.5)
        return int(rate) + (self.chance.random() < rate % 1)

    def _moment(self, day: int) -> datetime:
        date = (self.diary.now - timedelta(days=day)).astimezone(self.zone)
        hour, minute = self.chance.choice(_HOURS), self.chance.randint(0, 59)
        return date.replace(hour=hour, minute=minute, second=self.chance.randint(0, 59))

    def _somebody_buys(self, at: datetime) -> None:
        person = self._somebody()
        order = self._order(person)
        if order is None:
            return
        luck = self.chance.random()
        if luck < 0.04:  # forgets to pay: the order ends by itself
            return
        if luck < 0.07:
            self.diary.write(at + timedelta(minutes=9), lambda _at: self._change_mind(order))
            return
        paid_at = at + timedelta(minutes=self.chance.randint(1, 6))
        self.diary.write(paid_at, lambda moment: self._pay(order, moment, returns=luck > 0.93))

    def _somebody(self) -> Person:
        """Often a member who has bought before, the first ones most of all."""
        people = self.people
        fresh = 0.9 if len(people.known) < 3 else 0.16
        if people.waiting and self.chance.random() < fresh:
            return people.join()
        if not people.known:
            return people.join()
        return people.known[int(len(people.known) * self.chance.random() ** 1.7)]

    def _order(self, person: Person) -> Order | None:
        wanted = self._wanted()
        cart = carts.open_cart()
        try:
            carts.add_to_cart(cart, wanted)
            return place_order(
                PlaceOrder(
                    cart_token=cart.token,
                    idempotency_key=f"demo-{self.chance.getrandbits(64):x}",
                    name=person.address["name"],
                    email=person.user.email,
                    phone=person.address["phone"],
                    address=person.address,
                    user=person.user,
                    note=self.chance.choice(_NOTES),
                    choices=self._points(person),
                )
            )
        except ExpectedFailure:  # sold out meanwhile: as in life
            return None

    def _wanted(self) -> dict[int, int]:
        """Some things sell better than others."""
        lines = self.chance.choice(self.plan.basket)
        places = {int(len(self.variants) * self.chance.random() ** 1.5) for _ in range(lines)}
        return {
            self.variants[place].pk: self.chance.choice((1, 1, 1, 2)) for place in sorted(places)
        }

    def _points(self, person: Person) -> dict[str, int]:
        """Who has saved up spends now and then."""
        member = member_for_customer(customer_of_user(person.user).pk)
        if member is None or self.chance.random() > 0.3:
            return {}
        points = spendable_points(member.pk) // 100 * 100
        return {"points": points} if points >= 200 else {}

    def _change_mind(self, order: Order) -> None:
        cancel_order(order.pk, by="shopper", why="不想要了")

    def _pay(self, order: Order, at: datetime, *, returns: bool) -> None:
        """Those that will come back were paid by transfer: the clerk gives such money back by hand."""
        provider = _RETURNED if returns else _PAID
        payment = Payment.objects.create(
            order=order,
            provider=provider,
            amount_minor=order.payable_minor,
            currency=order.currency,
            created_at=at,
        )
        reference = f"demo_{payment.public_id[:12]}"
        move_payment(payment, "start", by="shopper", provider_ref=reference)
        if returns:
            confirm_offline_payment(payment.pk, by=self.plan.name)
        else:
            apply_provider_event(
                ProviderEvent(
                    event_id=f"evt_{reference}",
                    kind=ProviderEventKind.PAID,
                    public_id=payment.public_id,
                    provider_ref=reference,
                    money=payment.money,
                ),
                provider=provider,
            )
        self._go_on(order, at, returns=returns)

    def _go_on(self, order: Order, at: datetime, *, returns: bool) -> None:
        wait = timedelta(days=self.plan.days_to_send * self.chance.uniform(0.5, 1.6))
        if order.requires_shipping:
            self.diary.write(at + wait, lambda _at: self._send(order))
        there = at + wait + timedelta(days=self.chance.uniform(1.5, 5))
        self.diary.write(there, lambda _at: self._arrive(order))
        if returns:
            back = there + timedelta(days=self.chance.uniform(0.3, 2))
            self.diary.write(back, lambda moment: self._give_back(order, moment))

    def _send(self, order: Order) -> None:
        ship_order(
            order.pk,
            carrier=self.chance.choice(_CARRIERS),
            tracking_number=f"SF{self.chance.randrange(10**12):012d}",
            by=self.plan.name,
        )

    def _arrive(self, order: Order) -> None:
        if order.requires_shipping:
            deliver_shipments(order.pk, by="carrier")
        says_so = self.chance.random() < 0.8  # of the others the shop thinks so by itself
        order.refresh_from_db()  # what is not sent, such as a night, is received as it is paid
        if says_so and order.state == OrderState.SHIPPED:
            confirm_receipt(order.pk, by="shopper")

    def _give_back(self, order: Order, at: datetime) -> None:
        lines = list(order.lines.all())
        chosen = lines if self.chance.random() < 0.4 else lines[:1]
        wish = RefundWish(
            units={line.pk: line.quantity if chosen is lines else 1 for line in chosen},
            shipping=False,
            restock=True,
            reason=self.chance.choice(_REASONS),
        )
        refund(order.pk, wish, by=self.plan.name, key=f"demo-{order.pk}")
        money = PaymentRefund.objects.filter(payment__order=order).first()
        if money:
            send_refund(money.pk)
            later = at + timedelta(days=self.chance.uniform(0.5, 2))
            self.diary.write(later, lambda _at: self._money_is_back(money.pk))

    def _money_is_back(self, refund_id: int) -> None:
        confirm_refund_by_hand(refund_id, by=self.plan.name)

    def _count_the_shelves(self) -> None:
        """The last count of the story: some things run out."""
        few = self.chance.sample(self.variants, k=7)
        set_on_hand({variant.pk: self.chance.randint(0, 5) for variant in few})
