"""The mail itself: language, link, amounts, nothing of a hostile name left alive."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django_tenants.utils import tenant_context

from kernel import clock
from storefront.aftersales.plan import RefundWish
from storefront.aftersales.services import refund
from storefront.messages.kinds import KINDS
from storefront.messages.letters import sample_letter
from storefront.messages.services import save_message_settings
from storefront.orders.models import Order
from storefront.payments.models import Payment, PaymentSettings
from storefront.payments.selectors import settings_cache as payment_settings_cache
from storefront.shipping.services import ship_order
from tenants.profile.services import save_profile

from ..browser import Browser
from ..purchase import ADDRESS, paid, placed, variant
from .posting import html_of, kinds, sent, work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a", "no_sources")]
EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


def in_language(language: str, **changes) -> Order:
    with translation.override(language):
        return paid((variant(10_00, title="Shirt"), 2), **changes)


def test_speaks_the_language_of_the_order_whoever_works():
    in_language("zh-hans")
    in_language("en", email="emma@example.com")
    with translation.override("en"):
        work()
    chinese, english = sent()
    assert "已收到" in chinese.subject
    assert 'lang="zh-Hans"' in html_of(chinese)
    assert "谢谢" in chinese.body
    assert english.subject.startswith("Payment received: order ")
    assert not re.search("谢谢|订单", english.body)


def test_says_what_was_bought_and_what_it_cost_in_text_and_in_html():
    in_language("en")
    work()
    (message,) = sent()
    for shown in (message.body, html_of(message)):
        for part in ("Shirt", "× 2", "CN¥20.00", "王小明", "文三路 1 号"):
            assert part in shown, part


def test_its_link_opens_this_order_in_a_fresh_browser_and_no_other(in_shop_a, shop_b):
    order, other = in_language("en"), in_language("en")
    work()
    message = next(m for m in sent() if order.number in m.subject)
    link = re.search(r"http\S+key=\S+", message.body).group()
    assert link.startswith("http://alpha.shop.localhost:8000/en/orders/")
    assert link.replace("&", "&amp;") in html_of(message)
    path = link.removeprefix("http://alpha.shop.localhost:8000")
    fresh = Browser(in_shop_a)
    assert fresh.get(path, follow=True).status_code == 200
    assert order.number in fresh.get(f"/en/orders/{order.number}/").content.decode()
    assert fresh.get(f"/en/orders/{other.number}/").status_code == 404
    assert Browser(shop_b).get(path.removeprefix("/en")).status_code == 404


def test_a_link_never_comes_from_a_request(in_shop_a):
    in_language("en")
    with override_settings(MALL_SCHEME="https", MALL_PORT=""):
        work()
    links = re.findall(r'(?:href|src)="([^"]+)"', html_of(sent()[0]))
    assert links
    assert all(link.startswith("https://alpha.shop.localhost/") for link in links)


def test_hostile_names_notes_and_goods_are_text():
    item = variant(10_00, title=EVIL)
    save_message_settings(
        off=[], words={"paid": {"en": EVIL}}, reply_to="", staff_addresses=["a@example.com"]
    )
    with translation.override("en"):
        address = {**ADDRESS, "name": EVIL, "line1": EVIL}
        paid((item, 1), name=EVIL[:80], note=EVIL, address=address)
    work()
    assert len(sent()) == 2
    for message in sent():
        html = html_of(message)
        assert "<script" not in html
        assert "onerror=alert(2)>" not in html.replace("&gt;", "")
        assert "<img src=x" not in html
        assert "&lt;script&gt;" in html
        assert EVIL in message.body


def test_a_name_cannot_write_headers():
    name = "Ann\r\nBcc: thief@example.com"
    save_profile(name="Shop\nX-Evil: 1")
    in_language("en", name=name)
    work()
    (message,) = sent()
    raw = message.message()
    assert message.recipients() == ["ming@example.com"]
    assert (raw["Bcc"], raw["X-Evil"]) == (None, None)
    assert "\n" not in message.subject
    assert raw["Auto-Submitted"] == "auto-generated"


def test_answers_go_to_the_shop():
    save_profile(contact_email="hello@alpha.example")
    in_language("en")
    work()
    save_message_settings(off=[], words={}, reply_to="care@alpha.example", staff_addresses=[])
    in_language("en")
    work()
    assert [message.reply_to for message in sent()] == [
        ["hello@alpha.example"],
        ["care@alpha.example"],
    ]


def test_says_how_to_transfer_the_money():
    PaymentSettings.objects.create(pk=1, bank_transfer=True, bank_instructions="IBAN 42 of Alpha")
    payment_settings_cache.invalidate()
    with translation.override("en"):
        order = placed((variant(), 1))
    Payment.objects.create(
        order=order,
        provider="bank_transfer",
        amount_minor=order.payable_minor,
        currency="CNY",
        instructions="IBAN 42 of Alpha",
        state="pending",
        created_at=clock.now(),
    )
    with clock.travel(timedelta(minutes=6)):
        work()
    (message,) = sent()
    assert "IBAN 42 of Alpha" in message.body
    assert f"order number {order.number} in the reference" in message.body
    assert "Pay now" not in message.body


def test_an_online_order_gets_a_link_to_pay():
    with translation.override("en"):
        placed((variant(), 1))
    with clock.travel(timedelta(minutes=6)):
        work()
    (message,) = sent()
    assert "Pay now:" in message.body
    assert "We keep the goods for you until" in message.body


def test_each_parcel_has_its_mail_with_what_is_in_it():
    order = in_language("en")
    (line,) = order.lines.all()
    ship_order(order.pk, carrier="顺丰速运", tracking_number="SF1", by="x", units={line.pk: 1})
    work()
    ship_order(order.pk, carrier="Bike", tracking_number="B/2", by="x")
    work()
    first, second = sent()[1:]
    assert kinds().count("shipped") == 2
    assert "× 1" in first.body
    assert "https://www.kuaidi100.com/chaxun?com=shunfeng&nu=SF1" in first.body
    assert "The rest of your order follows" in first.body
    assert "B/2" in second.body
    assert "kuaidi" not in second.body
    assert "The rest of your order" not in second.body


def test_a_refund_says_for_what_and_where_the_money_goes():
    order = in_language("en")
    Payment.objects.create(
        order=order, provider="demo", amount_minor=order.payable_minor, currency="CNY",
        state="paid", created_at=clock.now(),
    )  # fmt: skip
    (line,) = order.lines.all()
    wish = RefundWish({line.pk: 1}, reason="Too small")
    refund(order.pk, wish, by="staff", key="r1")
    work()
    message = sent()[-1]
    assert message.subject.startswith("Refund for order")
    for part in ("You get back: CN¥10.00", "Goes to: The way you paid", "Too small", "× 1"):
        assert part in message.body, part


def test_asks_the_database_the_same_whatever_the_order_holds():
    """Of the order and the theme; what is kept near (name, logo, settings) is looked at every second or so."""
    from storefront.messages.letters import compose
    from storefront.messages.models import OrderMail

    def questions(count: int) -> int:
        order = paid(*[(variant(title=f"Shirt {i}"), 1) for i in range(count)])
        work()
        mail = OrderMail.objects.get(order=order, kind="paid")
        with CaptureQueriesContext(connection) as asked:
            compose(mail)
        return sum('FROM "orders_' in query["sql"] for query in asked)

    assert [questions(1), questions(6)] == [4, 4]


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_kind_has_a_sample_in_both_languages(kind, language):
    letter = sample_letter(kind, language)
    assert letter.subject
    assert "%(" not in letter.text + letter.html + letter.subject
    with translation.override(language):
        assert str(KINDS[kind].heading) in letter.html
    with translation.override("zh-hans"):
        assert (str(KINDS[kind].heading) in letter.html) == (language == "zh-hans")


def test_two_shops_never_mix(shop_a, shop_b):
    mine = in_language("en")
    with tenant_context(shop_b), translation.override("en"):
        home = {**ADDRESS, "country": "US", "region": "New York"}
        theirs = paid((variant(title="Lamp"), 1), email="bob@example.com", address=home)
        work()
        assert [message.to for message in sent()] == [["bob@example.com"]]
        assert "Beta Goods" in sent()[0].subject
        assert "http://beta.shop.localhost:8000/orders/" in sent()[0].body
        assert "Alpha" not in html_of(sent()[0])
    work()
    assert [message.to for message in sent()[1:]] == [["ming@example.com"]]
    assert theirs.number not in sent()[1].body
    assert mine.number in sent()[1].body
