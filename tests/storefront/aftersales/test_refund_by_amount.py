import pytest
from django_tenants.utils import tenant_context
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from kernel.tenant_task import TenantTask
from storefront.aftersales.errors import MoreThanLeft, OneOrTheOther
from storefront.aftersales.models import Refund
from storefront.aftersales.plan import RefundWish, plan_refund
from storefront.aftersales.services import preview_refund, refund
from storefront.inventory.models import StockItem
from storefront.payments.models import PaymentRefund

from ..payments.test_payment_races import inside, together
from ..purchase import variant
from .test_refund_plans import orders


@pytest.mark.django_db
@pytest.mark.usefixtures("no_sources")
class TestAnAmount:
    def test_gives_money_back_and_no_goods(self, bought):
        shirt = variant(30_00, stock=5)
        order = bought((shirt, 2), (variant(20_00, title="Hat"), 1))
        made = refund(order.pk, RefundWish(amount_minor=8_00, restock=True), by="x", key="r1")
        order.refresh_from_db()
        assert (made.amount_minor, made.provider_minor, order.refunded_minor) == (8_00, 8_00, 8_00)
        assert [line.amount_minor for line in made.lines.all()] == [6_00, 2_00]
        assert [line.refunded_quantity for line in order.lines.all()] == [0, 0]
        assert StockItem.objects.get(variant=shirt).on_hand == 3
        assert PaymentRefund.objects.get().amount_minor == 8_00
        assert order.state == "paid"

    def test_goods_given_back_later_share_what_it_left(self, bought):
        order = bought((variant(10_00), 3))
        line = order.lines.get()
        refund(order.pk, RefundWish(amount_minor=5_00), by="x", key="r1")
        parts = [
            refund(order.pk, RefundWish({line.pk: 1}), by="x", key=f"u{n}").amount_minor
            for n in range(3)
        ]
        order.refresh_from_db()
        assert parts == [8_34, 8_33, 8_33]
        assert order.refunded_minor == order.total_minor - order.shipping_minor

    def test_reaches_into_the_shipping_last(self, bought):
        order = bought((variant(30_00), 1))
        plan = preview_refund(order.pk, RefundWish(amount_minor=35_00)).plan
        assert (plan.goods_minor, plan.shipping_minor) == (30_00, 5_00)

    @pytest.mark.parametrize("amount", [40_01, -1])
    def test_never_more_than_was_paid(self, bought, amount):
        order = bought((variant(30_00), 1))
        with pytest.raises(MoreThanLeft):
            refund(order.pk, RefundWish(amount_minor=amount), by="x", key="r1")
        assert not Refund.objects.exists()

    def test_goods_or_an_amount(self, bought):
        order = bought((variant(30_00), 1))
        wish = RefundWish({order.lines.get().pk: 1}, amount_minor=1_00)
        with pytest.raises(OneOrTheOther):
            refund(order.pk, wish, by="x", key="r1")

    def test_is_previewed_and_confirmed_on_the_page(self, clerk_client, bought):
        order = bought((variant(30_00), 1))
        path = f"/orders/{order.number}/refunds/new/"
        given_ = {f"units_{order.lines.get().pk}": "0", "amount": "5", "key": "a" * 32}
        page = clerk_client.post(path, given_)
        assert "CN¥5.00" in page.content.decode()
        assert not Refund.objects.exists()
        clerk_client.post(path, {**given_, "shown_minor": "500"})
        assert Refund.objects.get().amount_minor == 5_00
        answer = clerk_client.post(path, {**given_, "amount": "36", "shown_minor": "3600"})
        assert list(answer.context["form"].errors) == ["amount"]
        whole = clerk_client.get(f"{path}?all=1").context["form"]
        assert [field.value() for _line, field in whole.unit_rows()] == [1]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(orders(), some.data())
def test_amounts_and_goods_in_any_order_make_the_whole(drawn, data):
    order, lines = drawn
    tender = order.tenders.all()[0]
    tax = 0
    for _turn in range(8):
        left = order.total_minor - order.refunded_minor
        wish = _wish(data, order, lines, left)
        if wish is None:
            break
        plan = plan_refund(order, lines, wish)
        assert 0 <= plan.amount_minor <= left
        assert plan.provider_minor >= 0
        for part in plan.lines:
            line = lines[part.order_line_id - 1]
            line.refunded_quantity += part.quantity
            line.refunded_minor += part.amount_minor
            tax += part.tax_minor
            assert 0 <= line.refunded_minor <= line.total_minor
        order.shipping_refunded_minor += plan.shipping_minor
        order.refunded_minor += plan.amount_minor
        tender.refunded_minor += sum(back.amount_minor for back in plan.tenders)
        assert 0 <= tender.refunded_minor <= tender.amount_minor
        assert order.shipping_refunded_minor <= order.shipping_minor
    if all(line.refunded_minor == line.total_minor for line in lines):
        assert tax == sum(line.tax_minor for line in lines)


def _wish(data, order, lines, left: int) -> RefundWish | None:
    with_units = [line for line in lines if line.refundable_quantity]
    if left and data.draw(some.booleans()):
        return RefundWish(amount_minor=data.draw(some.integers(1, left)))
    if not with_units:
        return RefundWish(amount_minor=left) if left else None
    line = data.draw(some.sampled_from(with_units))
    return RefundWish({line.pk: data.draw(some.integers(1, line.refundable_quantity))})


@pytest.mark.race
@pytest.mark.usefixtures("no_sources")
def test_two_of_the_staff_at_once_never_give_back_more_than_was_paid(
    committed_db, shop_a, monkeypatch
):
    from kernel import clock
    from storefront.orders.models import Order
    from storefront.orders.services import mark_paid
    from storefront.payments.models import Payment

    from ..purchase import placed

    monkeypatch.setattr(TenantTask, "_enqueue", lambda *_: None)
    with tenant_context(shop_a):
        order = placed((variant(30_00), 2))
        Payment.objects.create(
            order=order,
            provider="demo",
            amount_minor=order.payable_minor,
            currency=order.currency,
            state="paid",
            created_at=clock.now(),
        )
        mark_paid(order.pk, reference="x")
        line = order.lines.get()
    wishes = [RefundWish(amount_minor=25_00), RefundWish({line.pk: 1})] * 4
    answers = together(
        [inside(shop_a, refund, order.pk, w, by="x", key=f"r{n}") for n, w in enumerate(wishes)]
    )
    made = [answer for answer in answers if isinstance(answer, Refund)]
    refused = [answer for answer in answers if isinstance(answer, MoreThanLeft)]
    assert len(made) + len(refused) == 8
    with tenant_context(shop_a):
        order = Order.objects.get(pk=order.pk)
        assert order.refunded_minor == sum(one.amount_minor for one in made)
        assert order.refunded_minor <= order.total_minor
        assert Payment.objects.get().refunded_minor == order.refunded_minor
