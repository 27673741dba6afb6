"""Which mails are sent, the shop's own words, previews, trials, notices to the staff, sending again."""

import pytest
from django.core import mail

from storefront.messages.models import OrderMail
from storefront.messages.selectors import message_settings
from storefront.messages.services import save_message_settings
from storefront.orders.services import cancel_order

from ..browser import Browser
from ..purchase import paid, placed, variant
from .posting import html_of, kinds, sent, work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a", "no_sources")]
PAGE = "/settings/messages/"


def form(**changes) -> dict:
    kinds = ("received", "paid", "shipped", "ready", "cancelled", "refunded")
    return {f"send_{kind}": "on" for kind in kinds} | changes


def test_a_kind_that_is_switched_off_is_not_sent(owner_client):
    switched = form()
    del switched["send_paid"]
    assert owner_client.post(PAGE, switched).status_code == 302
    paid((variant(), 1))
    work()
    assert (kinds(), sent()) == (["received"], [])


def test_the_shops_own_words_are_in_the_mail_of_that_language_only(owner_client):
    words = form(words_paid_en="See you\nsoon", words_paid_zh_hans="")
    owner_client.post(PAGE, {**words, "words_paid_zh-hans": "欢迎再来"})
    paid((variant(), 1))
    work()
    (message,) = sent()
    assert "See you\nsoon" in message.body
    assert "See you<br>soon" in html_of(message)
    assert "欢迎再来" not in message.body


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("words_paid_en", "x" * 301),
        ("reply_to", "nobody"),
        ("staff_addresses", "a@example.com\nnot an address"),
        ("staff_addresses", "\n".join(f"a{i}@example.com" for i in range(11))),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_saved(owner_client, field, value):
    answer = owner_client.post(PAGE, form(**{field: value}))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert message_settings().pk is None


def test_a_clerk_may_not_set_messages(clerk_client):
    for path in (PAGE, f"{PAGE}paid/en/", f"{PAGE}paid/en/mail/"):
        assert clerk_client.get(path).status_code in (302, 403)
    clerk_client.post(PAGE, {})
    clerk_client.post(f"{PAGE}paid/en/trials/")
    assert message_settings().pk is None
    assert mail.outbox == []


def test_a_preview_shows_the_mail_in_a_frame_in_which_nothing_runs(owner_client):
    page = owner_client.get(f"{PAGE}paid/zh-hans/").content.decode()
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page
    answer = owner_client.get(f"{PAGE}paid/zh-hans/mail/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "sandbox allow-popups" in policy
    assert "<script" not in answer.content.decode()
    for path in (f"{PAGE}paid/fr/", f"{PAGE}nothing/en/mail/"):
        assert owner_client.get(path).status_code == 404


def test_a_trial_goes_to_the_one_who_asks(owner_client):
    owner_client.post(f"{PAGE}shipped/en/trials/")
    (message,) = sent()
    assert message.to == ["owner@example.com"]
    assert message.subject.startswith("Test: On its way")
    assert OrderMail.objects.count() == 0


def test_the_staff_hear_of_paid_orders_once_each():
    save_message_settings(
        off=["paid"], words={}, reply_to="", staff_addresses=["a@example.com", "b@example.com"]
    )
    order = paid((variant(), 1))
    work()
    work()
    assert [message.to for message in sent()] == [["a@example.com"], ["b@example.com"]]
    for message in sent():
        assert f"http://alpha.mall.localhost:8000/orders/{order.number}/" in message.body
        assert order.access_token not in message.body + html_of(message)


def test_nobody_of_the_staff_is_told_unless_the_shop_says_so():
    paid((variant(), 1), email="")
    work()
    assert sent() == []


def test_the_time_line_says_what_went_out(owner_client):
    order = paid((variant(), 1))
    work()
    page = owner_client.get(f"/orders/{order.number}/").content.decode()
    assert "Mail “Payment received” sent to ming@example.com" in page
    assert f"/orders/{order.number}/mails/new/" in page


def test_sends_again_and_leaves_a_row(clerk_client):
    order = paid((variant(), 1))
    work()
    answer = clerk_client.post(f"/orders/{order.number}/mails/new/", {"occasion": "paid:"})
    assert answer["Location"] == f"/orders/{order.number}/"
    work()
    again = OrderMail.objects.exclude(asked_by="").get()
    assert (again.kind, again.asked_by) == ("paid", "The clerk")
    assert again.sent_at
    assert len(sent()) == 2


def test_sends_again_a_few_times_an_hour_only(clerk_client):
    order = paid((variant(), 1))
    answers = [
        clerk_client.post(f"/orders/{order.number}/mails/new/", {"occasion": "paid:"}).status_code
        for _ in range(6)
    ]
    assert answers == [302] * 5 + [422]
    assert OrderMail.objects.exclude(asked_by="").count() == 5


@pytest.mark.parametrize("occasion", ["cancelled:", "shipped:999", "new_order:", "nonsense", ""])
def test_what_does_not_fit_the_order_is_not_sent(clerk_client, occasion):
    order = paid((variant(), 1))
    answer = clerk_client.post(f"/orders/{order.number}/mails/new/", {"occasion": occasion})
    assert answer.status_code == 422
    assert not OrderMail.objects.exclude(asked_by="").exists()


def test_a_cancelled_order_says_why():
    order = placed((variant(), 1))
    cancel_order(order.pk, by="The owner", why="<b>Sold out</b>")
    work()
    (message,) = sent()
    assert "Reason: <b>Sold out</b>" in message.body
    assert "&lt;b&gt;Sold out&lt;/b&gt;" in html_of(message)


def test_an_unknown_browser_is_told_how_to_get_to_the_order(in_shop_a):
    """The same words whether there is such an order or not."""
    order, stranger = placed((variant(), 1)), Browser(in_shop_a)

    def told(number: str, tail: str) -> str:
        answer = stranger.get(f"/en/orders/{number}/{tail}")
        assert answer.status_code == 404
        text = answer.content.decode()
        assert "Open it by the link in the mail" in text
        assert f"/en/account/login/?next=/en/orders/{number}/" in text
        return text.replace(number, "NUMBER")

    for tail in ("", "placed/", "?key=wrong"):
        assert told(order.number, tail) == told("261121-AAAAAA", tail)
