"""The demo gateway itself: its messages, its page, its memory."""

import json

import httpx
import pytest

from integrations.demopay.provider import DemoProvider
from integrations.demopay.signing import is_signed
from tests.support.demopay import GatewayProcess, wait_for

from .test_payment_provider_contract import a_request

http = httpx.Client(timeout=5, trust_env=False)
provider = DemoProvider()


def started_payment(**changes):
    request = a_request(provider, **changes)
    return request, provider.start(request)


def kinds(messages) -> list[str]:
    return [json.loads(message.body)["type"] for message in messages]


def test_a_message_is_sent_again_until_it_is_taken(gateway, inbox):
    inbox.statuses = [500, 404]
    _, started = started_payment()
    gateway.act(started.provider_ref, "pay")
    messages = inbox.wait(3)
    assert len({message.body for message in messages}) == 1
    wait_for(lambda: gateway.deliveries(started.provider_ref)[0]["next_at"] is None)
    assert gateway.deliveries(started.provider_ref)[0]["attempts"] == 3


def test_duplicates_and_disorder_come_on_demand(gateway, inbox):
    _, started = started_payment()
    gateway.make_trouble(started.provider_ref, duplicates=2, disorder=True)
    gateway.act(started.provider_ref, "pay")
    assert kinds(inbox.wait(4)) == ["payment.paid"] * 3 + ["payment.pending"]


def test_a_forged_message_goes_first_and_is_sent_once(gateway, inbox):
    inbox.statuses = [400]
    _, started = started_payment()
    gateway.make_trouble(started.provider_ref, forged=True)
    gateway.act(started.provider_ref, "pay")
    signed = [
        is_signed(
            gateway.secret,
            message.headers["Demopay-Timestamp"],
            message.headers["Demopay-Signature"],
            message.body,
            now=int(message.headers["Demopay-Timestamp"]),
        )
        for message in inbox.wait(2)
    ]
    assert sorted(signed) == [False, True]
    assert all(
        row["next_at"] is None or not row["forged"]
        for row in gateway.deliveries(started.provider_ref)
    )


def test_silence_comes_on_demand(gateway, inbox):
    _, started = started_payment()
    gateway.make_trouble(started.provider_ref, silent=True)
    assert gateway.act(started.provider_ref, "pay")["state"] == "paid"
    assert gateway.deliveries(started.provider_ref) == []


def test_a_killed_gateway_forgets_nothing(tmp_path, inbox, settings):
    gateway = GatewayProcess(tmp_path, secret="killed")
    gateway.start()
    settings.DEMOPAY_SECRET, settings.DEMOPAY_INTERNAL_URL = "killed", gateway.url
    settings.INTERNAL_BASE_URL = inbox.url
    inbox.statuses = [503]
    try:
        _, started = started_payment()
        gateway.act(started.provider_ref, "pay")
        inbox.wait(1)
        gateway.kill()
        gateway.start()
        assert gateway.payment(started.provider_ref)["state"] == "paid"
        assert kinds(inbox.wait(2, seconds=40)) == ["payment.paid"] * 2
    finally:
        gateway.kill()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh-hans", ["收款方", "云裳衣坊", "¥123.45", "稍后付款"]),
        ("en", ["Payment to", "CN¥123.45", "Pay later"]),
    ],
)
def test_the_page_shows_shop_and_amount_in_both_languages(gateway, language, expected):
    _, started = started_payment(language=language)
    page = http.request("GET", f"{gateway.url}/pay/{started.provider_ref}").text
    assert f'<html lang="{language}">' in page
    for text in expected:
        assert text in page


def test_a_shop_name_is_only_text(gateway):
    _, started = started_payment(shop_name="<script>alert(1)</script>")
    page = http.request("GET", f"{gateway.url}/pay/{started.provider_ref}").text
    assert "<script>" not in page


@pytest.mark.parametrize(
    ("button", "state"), [("pay", "paid"), ("fail", "failed"), ("later", "pending")]
)
def test_a_button_leads_back_to_the_shop(gateway, button, state):
    request, started = started_payment()
    answer = http.request("POST", f"{gateway.url}/pay/{started.provider_ref}/{button}")
    assert (answer.status_code, answer.headers["Location"]) == (303, request.return_url)
    assert gateway.payment(started.provider_ref)["state"] == state


def test_the_message_is_there_before_the_shopper_is_back(gateway, inbox):
    _, started = started_payment()
    http.request("POST", f"{gateway.url}/pay/{started.provider_ref}/pay")
    assert kinds(inbox.messages) == ["payment.paid"]


def test_closing_the_window_tells_nobody(gateway, inbox):
    _, started = started_payment()
    answer = http.request("POST", f"{gateway.url}/pay/{started.provider_ref}/window")
    assert answer.status_code == 200
    assert gateway.payment(started.provider_ref)["state"] == "open"
    assert inbox.messages == []


def test_a_paid_payment_is_not_failed_any_more(gateway):
    _, started = started_payment()
    gateway.act(started.provider_ref, "pay")
    assert gateway.act(started.provider_ref, "fail")["state"] == "paid"


@pytest.mark.parametrize("path", ["/v1/payments/x", "/v1/payments/by-reference/x"])
def test_the_api_answers_merchants_only(gateway, path):
    assert http.request("GET", gateway.url + path).status_code == 401
    wrong = {"Authorization": "Bearer wrong"}
    assert http.request("GET", gateway.url + path, headers=wrong).status_code == 401


def test_an_unknown_payment_has_no_page(gateway):
    assert http.request("GET", f"{gateway.url}/pay/pay_unknown").status_code == 404
