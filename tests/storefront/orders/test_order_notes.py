import pytest

from storefront.orders.models import OrderNote

from ..browser import Browser
from ..purchase import paid, placed, variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a", "no_sources")]


def test_staff_leave_a_note_that_shoppers_never_see(clerk_client, shop_a):
    order = paid((variant(stock=None), 1))
    clerk_client.post(f"/orders/{order.number}/notes/", {"text": "Call <b>before</b> noon"})
    note = OrderNote.objects.get()
    assert (note.by, note.text) == ("The clerk", "Call <b>before</b> noon")
    page = clerk_client.get(f"/orders/{order.number}/").content.decode()
    assert "Call &lt;b&gt;before&lt;/b&gt; noon" in page
    shop = Browser(shop_a).get(f"/orders/{order.number}/?key={order.access_token}", follow=True)
    assert "noon" not in shop.content.decode()


def test_an_empty_note_is_refused(clerk_client):
    order = paid((variant(stock=None), 1))
    answer = clerk_client.post(f"/orders/{order.number}/notes/", {"text": "  "})
    assert answer.status_code == 422
    assert not OrderNote.objects.exists()


def test_cancelling_says_what_goes_back(clerk_client):
    order = placed((variant(stock=5, title="Hat"), 2))
    page = clerk_client.get(f"/orders/{order.number}/cancellation/").content.decode()
    assert "2 × Hat" in page
    assert "No money moves" in page
