"""What every way to pay must do, over real HTTP where the provider is a service."""

import dataclasses
import secrets

import pytest

from integrations.payment_provider import (
    ProviderEventKind,
    ProviderRefused,
    ProviderUnavailable,
    RefundPayment,
    RefundProgress,
    StartPayment,
    WebhookForged,
)
from integrations.payment_providers import ProviderUnknown, payment_provider, payment_providers
from kernel.money import Money

ALL = sorted(payment_providers())
SERVICES = [code for code in ALL if not payment_provider(code).confirmed_by_staff]
BY_STAFF = [code for code in ALL if payment_provider(code).confirmed_by_staff]

pytestmark = pytest.mark.usefixtures("gateway")


@pytest.fixture(params=ALL)
def provider(request):
    return payment_provider(request.param)


@pytest.fixture(params=SERVICES)
def service(request):
    return payment_provider(request.param)


@pytest.fixture(params=BY_STAFF)
def by_staff(request):
    return payment_provider(request.param)


def a_request(provider, **changes) -> StartPayment:
    request = StartPayment(
        public_id=secrets.token_urlsafe(24),
        amount=Money(12_345, "CNY"),
        title="261121-ABCDEF",
        shop_name="云裳衣坊",
        language="zh-hans",
        return_url="http://alpha.shop.localhost/payments/x/return/",
        webhook_path=f"/webhooks/{provider.code}/",
        instructions="Account 42",
    )
    return dataclasses.replace(request, **changes)


def paid(service, gateway):
    request = a_request(service)
    started = service.start(request)
    gateway.act(started.provider_ref, "pay")
    return request, started


def refund_of(request, started, minor: int, key: str = "r1") -> RefundPayment:
    return RefundPayment(key, request.public_id, started.provider_ref, Money(minor, "CNY"))


def test_a_start_says_where_the_shopper_goes_or_what_to_do(provider):
    started = provider.start(a_request(provider))
    assert started.provider_ref
    assert started.redirect_url or started.instructions == "Account 42"


def test_starting_twice_is_one_payment(provider):
    request = a_request(provider)
    assert provider.start(request) == provider.start(request)


def test_the_same_name_with_another_amount_is_refused(service):
    request = a_request(service)
    service.start(request)
    with pytest.raises(ProviderRefused):
        service.start(dataclasses.replace(request, amount=Money(1, "CNY")))


@pytest.mark.parametrize("body", [b"", b"{}", b"not json", b'{"type": "payment.paid"}'])
def test_a_message_nobody_signed_is_forged(provider, body):
    with pytest.raises(WebhookForged):
        provider.parse_webhook(body, {})


def test_a_message_of_the_service_is_understood(service, gateway, inbox):
    request, started = paid(service, gateway)
    [message] = inbox.wait(1)
    event = service.parse_webhook(message.body, message.headers)
    assert message.path == request.webhook_path
    assert message.headers["Host"] == "mall.localhost"
    assert event.kind is ProviderEventKind.PAID
    assert (event.public_id, event.provider_ref) == (request.public_id, started.provider_ref)
    assert event.money == Money(12_345, "CNY")


def test_one_changed_byte_makes_it_forged(service, gateway, inbox):
    paid(service, gateway)
    [message] = inbox.wait(1)
    with pytest.raises(WebhookForged):
        service.parse_webhook(message.body.replace(b"12345", b"12346"), message.headers)


def test_an_old_message_is_forged(service, gateway, inbox, monkeypatch):
    paid(service, gateway)
    [message] = inbox.wait(1)
    later = int(message.headers["Demopay-Timestamp"]) + 301
    monkeypatch.setattr("integrations.demopay.provider.time.time", lambda: later)
    with pytest.raises(WebhookForged):
        service.parse_webhook(message.body, message.headers)


def test_a_signature_of_another_secret_is_forged(service, gateway, inbox, settings):
    paid(service, gateway)
    [message] = inbox.wait(1)
    settings.DEMOPAY_SECRET = "another"
    with pytest.raises(WebhookForged):
        service.parse_webhook(message.body, message.headers)


def test_without_a_secret_of_ours_everything_is_forged(service, gateway, inbox, settings):
    paid(service, gateway)
    [message] = inbox.wait(1)
    settings.DEMOPAY_SECRET = ""
    with pytest.raises(WebhookForged):
        service.parse_webhook(message.body, message.headers)


def test_a_question_about_an_unknown_payment_has_no_answer(provider):
    assert provider.query("nobody-knows", "nothing") is None


@pytest.mark.parametrize(
    ("act", "kind"),
    [("pay", ProviderEventKind.PAID), ("fail", ProviderEventKind.FAILED), ("later", "pending")],
)
def test_a_question_is_answered_with_what_happened(service, gateway, act, kind):
    request = a_request(service)
    started = service.start(request)
    assert service.query(request.public_id, started.provider_ref) is None
    gateway.act(started.provider_ref, act)
    event = service.query(request.public_id, started.provider_ref)
    assert (event.kind, event.public_id, event.money) == (kind, request.public_id, request.amount)


def test_a_refund_with_the_same_key_goes_back_once(service, gateway):
    request, started = paid(service, gateway)
    first = service.refund(refund_of(request, started, 345))
    assert service.refund(refund_of(request, started, 345)) == first
    assert first.progress is RefundProgress.DONE
    [refund] = gateway.payment(started.provider_ref)["refunds"]
    assert refund["amount_minor"] == 345


def test_more_than_was_paid_does_not_go_back(service, gateway):
    request, started = paid(service, gateway)
    assert service.refund(refund_of(request, started, 12_000)).progress is RefundProgress.DONE
    answer = service.refund(refund_of(request, started, 346, key="r2"))
    assert (answer.progress, answer.reason) == (RefundProgress.FAILED, "more_than_paid")
    assert len(gateway.payment(started.provider_ref)["refunds"]) == 1


def test_what_was_not_paid_does_not_go_back(service):
    request = a_request(service)
    started = service.start(request)
    answer = service.refund(refund_of(request, started, 1))
    assert answer.progress is RefundProgress.FAILED


def test_the_end_of_a_slow_refund_comes_as_a_message(service, gateway, inbox):
    request = a_request(service)
    started = service.start(request)
    gateway.make_trouble(started.provider_ref, refunds="later")
    gateway.act(started.provider_ref, "pay")
    answer = service.refund(refund_of(request, started, 45, key="slow"))
    assert answer.progress is RefundProgress.SENT
    message = inbox.wait(2)[1]
    event = service.parse_webhook(message.body, message.headers)
    assert event.kind is ProviderEventKind.REFUNDED
    assert (event.refund_key, event.money) == ("slow", Money(45, "CNY"))


def test_a_service_that_is_away_is_unavailable(service, settings):
    settings.DEMOPAY_INTERNAL_URL = "http://127.0.0.1:9"
    request = a_request(service)
    with pytest.raises(ProviderUnavailable):
        service.start(request)
    with pytest.raises(ProviderUnavailable):
        service.query(request.public_id, "")
    with pytest.raises(ProviderUnavailable):
        service.refund(RefundPayment("k", request.public_id, "x", request.amount))


def test_what_staff_confirm_is_refunded_by_hand(by_staff):
    request = a_request(by_staff)
    started = by_staff.start(request)
    answer = by_staff.refund(refund_of(request, started, 1))
    assert answer.progress is RefundProgress.BY_HAND


def test_a_way_to_pay_that_does_not_exist_is_unknown():
    with pytest.raises(ProviderUnknown):
        payment_provider("gold")
