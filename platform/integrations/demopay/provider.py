"""Our side of the demo gateway."""

import json
import time
from collections.abc import Mapping
from functools import cache
from typing import Any

import httpx
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from integrations.payment_provider import (
    PaymentStarted,
    ProviderEvent,
    ProviderEventKind,
    ProviderRefused,
    ProviderUnavailable,
    RefundAnswer,
    RefundPayment,
    RefundProgress,
    StartPayment,
    WebhookForged,
    WebhookNotUnderstood,
)
from kernel.money import Money

from .signing import SIGNATURE_HEADER, TIMESTAMP_HEADER, api_key, is_signed

_TIMEOUT = httpx.Timeout(5, connect=2)

_PAYMENT_KINDS = {
    "pending": ProviderEventKind.PENDING,
    "paid": ProviderEventKind.PAID,
    "failed": ProviderEventKind.FAILED,
    "cancelled": ProviderEventKind.CANCELLED,
}
_EVENT_KINDS = {
    **{f"payment.{state}": kind for state, kind in _PAYMENT_KINDS.items()},
    "refund.done": ProviderEventKind.REFUNDED,
    "refund.failed": ProviderEventKind.REFUND_FAILED,
}


class DemoProvider:
    """A gateway to try the shop with: the shopper decides on its page what happens."""

    code = "demo"
    name = _("Demo payment")
    description = _("A payment page to try the shop with. No real money moves.")
    confirmed_by_staff = False

    def start(self, request: StartPayment) -> PaymentStarted:
        payment = self._call(
            "POST",
            "/v1/payments",
            {
                "reference": request.public_id,
                "amount_minor": request.amount.minor,
                "currency": request.amount.currency,
                "title": request.title,
                "shop_name": request.shop_name,
                "language": request.language,
                "return_url": request.return_url,
                "webhook_url": settings.INTERNAL_BASE_URL + request.webhook_path,
                "webhook_host": settings.PLATFORM_DOMAIN,
            },
        )
        page = f"{settings.DEMOPAY_PUBLIC_URL}/pay/{payment['id']}"
        return PaymentStarted(provider_ref=payment["id"], redirect_url=page)

    def parse_webhook(self, body: bytes, headers: Mapping[str, str]) -> ProviderEvent:
        timestamp = headers.get(TIMESTAMP_HEADER, "")
        signature = headers.get(SIGNATURE_HEADER, "")
        if not is_signed(settings.DEMOPAY_SECRET, timestamp, signature, body, now=time.time()):
            raise WebhookForged
        try:
            return _event(json.loads(body))
        except (ValueError, KeyError, TypeError):
            raise WebhookNotUnderstood from None

    def refund(self, request: RefundPayment) -> RefundAnswer:
        path = f"/v1/payments/{request.provider_ref}/refunds"
        try:
            refund = self._call(
                "POST",
                path,
                {
                    "key": request.key,
                    "amount_minor": request.amount.minor,
                    "currency": request.amount.currency,
                },
            )
        except ProviderRefused as refused:
            return RefundAnswer(RefundProgress.FAILED, reason=refused.details.get("reason", ""))
        return RefundAnswer(RefundProgress(refund["state"]), provider_ref=refund["id"])

    def query(self, public_id: str, provider_ref: str) -> ProviderEvent | None:
        try:
            payment = self._call("GET", f"/v1/payments/by-reference/{public_id}")
        except ProviderRefused:
            return None
        kind = _PAYMENT_KINDS.get(payment["state"])
        return (
            _about(payment, kind, event_id=f"{payment['id']}-{payment['state']}") if kind else None
        )

    def _call(self, method: str, path: str, data: dict[str, Any] | None = None) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {api_key(settings.DEMOPAY_SECRET)}"}
        body = None
        if data is not None:
            body = json.dumps(data).encode()
            headers["Content-Type"] = "application/json"
        try:
            answer = _http().request(
                method, settings.DEMOPAY_INTERNAL_URL + path, content=body, headers=headers
            )
            content = answer.json()
        except (httpx.HTTPError, ValueError):
            raise ProviderUnavailable from None
        if answer.status_code >= 500 or answer.status_code == 429:
            raise ProviderUnavailable
        if answer.status_code >= 400:
            raise ProviderRefused(details={"reason": str(content.get("error", ""))})
        return content


@cache
def _http() -> httpx.Client:
    """One a process, for all its threads; made at the first call, because making it is slow."""
    return httpx.Client(timeout=_TIMEOUT, trust_env=False, headers={"Accept-Encoding": "identity"})


def _event(message: dict[str, Any]) -> ProviderEvent:
    kind = _EVENT_KINDS[message["type"]]
    if "refund" not in message:
        return _about(message["payment"], kind, event_id=str(message["id"]))
    refund = message["refund"]
    return ProviderEvent(
        event_id=str(message["id"]),
        kind=kind,
        public_id=str(message["payment"]["reference"]),
        provider_ref=str(message["payment"]["id"]),
        money=Money(refund["amount_minor"], str(message["payment"]["currency"])),
        refund_key=str(refund["key"]),
    )


def _about(payment: dict[str, Any], kind: ProviderEventKind, *, event_id: str) -> ProviderEvent:
    return ProviderEvent(
        event_id=event_id,
        kind=kind,
        public_id=str(payment["reference"]),
        provider_ref=str(payment["id"]),
        money=Money(payment["amount_minor"], str(payment["currency"])),
    )
