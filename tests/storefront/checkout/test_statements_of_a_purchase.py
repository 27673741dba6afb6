"""What one purchase asks of the database, step by step: a budget that every change has to keep."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from storefront.orders.models import Order
from storefront.orders.services import mark_paid

from .test_checkout_page import typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_sources", "cash")]

# thanks: order, lines, points, and parcels, as one that is lost shows though the order waits to be sent again
BUDGET = {"add": 5, "checkout": 4, "place": 25, "pay": 7, "thanks": 4}


class Counter:
    """Statements that read or write rows, by step."""

    def __init__(self) -> None:
        self.steps: dict[str, int] = {}
        self.texts: dict[str, list[str]] = {}

    def __call__(self, step: str, call):
        with CaptureQueriesContext(connection) as captured:
            answer = call()
        texts = [query["sql"] for query in captured]
        rows = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
        self.texts[step] = [text for text in texts if text.lstrip().upper().startswith(rows)]
        self.steps[step] = len(self.texts[step])
        return answer


def test_keeps_to_its_budget(shopper, shirt):
    wanted = {"variant": shirt.pk, "quantity": 1}
    shopper.post("/en/cart/lines/", wanted)
    shopper.get("/en/checkout/")  # now the process keeps the shop's settings near
    shopper.cookies.clear()
    count = Counter()
    count("add", lambda: shopper.post("/en/cart/lines/", wanted))
    page = count("checkout", lambda: shopper.get("/en/checkout/"))
    count("place", lambda: shopper.post("/en/checkout/", typed(page)))
    order = Order.objects.get()
    count("pay", lambda: mark_paid(order.pk, reference="test"))
    count("thanks", lambda: shopper.get(f"/en/orders/{order.number}/placed/"))
    print(json.dumps({**count.steps, "total": sum(count.steps.values())}))  # noqa: T201
    over = {step: count.texts[step] for step in BUDGET if count.steps[step] > BUDGET[step]}
    assert not over, "\n".join(text for texts in over.values() for text in texts)
