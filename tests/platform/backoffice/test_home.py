import pytest
from django.conf import settings

from tenants.accounts.models import User
from tests.storefront.purchase import paid, placed, variant
from tests.support.staff import staff_client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]


def _figures(client) -> dict[str, str]:
    panels = client.get("/").context["panels"]
    return {str(panel.context["label"]): str(panel.context["value"]) for panel in panels}


def test_counts_what_was_paid_today(owner_client):
    shirt = variant(50_00)
    order = paid((shirt, 2))
    placed((shirt, 1))
    figures = _figures(owner_client)
    assert figures["Sales today"] == f"CN¥{order.total_minor / 100:.2f}"
    assert figures["Orders to send"] == "1"


def test_shows_what_is_left_to_set_up_until_it_is_done(owner_client):
    page = owner_client.get("/")
    assert "Upload your logo" in page.content.decode()
    done = {task.label: task.done for task in page.context["wide_panels"][0].context["tasks"]}
    assert done["Look at your shop"] is False


def test_looking_at_the_shop_ticks_it_off(owner_client, in_shop_a):
    answer = owner_client.get("/view-shop/")
    assert answer["Location"].startswith(f"http://{in_shop_a.slug}.{settings.SHOP_DOMAIN}")
    panel = owner_client.get("/").context["wide_panels"][0]
    done = {str(task.label): task.done for task in panel.context["tasks"]}
    assert done["Look at your shop"] is True


def test_greets_staff_without_a_name_by_their_mail(in_shop_a):
    client = staff_client(in_shop_a)
    User.objects.filter(staff_member__email="owner@example.com").update(name="", first_name="")
    assert "Hello, owner" in client.get("/").content.decode()
