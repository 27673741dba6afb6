import json
import secrets
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.http import HttpResponse
from django_tenants.utils import schema_context

from integrations.demopay.signing import SIGNATURE_HEADER, TIMESTAMP_HEADER, sign
from kernel import clock
from storefront.orders.models import Order
from storefront.payments.models import Payment
from storefront.payments.services import start_payment
from tenants.directory.hosts import HostKind
from tests.support.gateway import *  # noqa: F403

Deliver = Callable[..., HttpResponse]


def unpaid_order(**changes: Any) -> Order:
    """An order of 123.45 that waits for its money, in the present shop."""
    values = {
        "number": f"261121-{secrets.token_hex(3).upper()}",
        "idempotency_key": secrets.token_hex(8),
        "name": "李雷",
        "language": "zh-hans",
        "currency": "CNY",
        "items_minor": 12_345,
        "total_minor": 12_345,
        "payable_minor": 12_345,
        "placed_at": clock.now(),
    }
    return Order.objects.create(**{**values, **changes})


@pytest.fixture
def order(in_shop_a) -> Order:
    return unpaid_order()


@pytest.fixture
def payment(order, gateway) -> Payment:
    """A payment of `order`, open at the gateway."""
    started = start_payment(order.pk, "demo")
    return Payment.objects.get(public_id=started.public_id)


def message(payment: Payment, kind: str = "payment.paid", **changes: Any) -> dict[str, Any]:
    """What the gateway would say; `changes` are claims of the payment part."""
    about = {
        "id": payment.provider_ref,
        "reference": payment.public_id,
        "amount_minor": payment.amount_minor,
        "currency": payment.currency,
    }
    return {"id": f"evt_{secrets.token_hex(6)}", "type": kind, "payment": {**about, **changes}}


@pytest.fixture
def deliver(client_for) -> Deliver:
    """Post a message to the platform's host, signed with `secret`."""

    def post(
        content: dict[str, Any],
        *,
        path: str = "/webhooks/demo/",
        secret: str | None = None,
        client=None,
    ) -> HttpResponse:
        body, timestamp = json.dumps(content).encode(), str(int(time.time()))
        key = django_settings.DEMOPAY_SECRET if secret is None else secret
        headers = {TIMESTAMP_HEADER: timestamp, SIGNATURE_HEADER: sign(key, timestamp, body)}
        client = client or client_for(HostKind.PORTAL)
        with schema_context("public"):
            return client.post(path, body, content_type="application/json", headers=headers)

    return post


@pytest.fixture
def shop_page(shop_client) -> Callable[..., HttpResponse]:
    """Ask the shop for a page, as a browser would, from outside of its schema."""

    def ask(path: str, data: dict[str, Any] | None = None) -> HttpResponse:
        with schema_context("public"):
            if data is None:
                return shop_client.get(path)
            return shop_client.post(path, data)

    return ask
