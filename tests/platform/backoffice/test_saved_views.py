import pytest

from backoffice.models import SavedView
from backoffice.saved_views.errors import TooManyViews, ViewShowsAll
from backoffice.saved_views.queries import normal
from backoffice.saved_views.services import MOST_VIEWS, save_view
from tenants.staff.models import StaffMember
from tests.support.staff import staff_client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]

LOW = {"screen": "products", "name": "Low", "query": "stock=low&state=active", "path": "/products/"}


def test_filters_become_a_tab_of_ones_own(owner_client):
    answer = owner_client.post("/saved-views/", LOW)
    assert answer["Location"] == "/products/?state=active&stock=low"
    page = owner_client.get(answer["Location"]).content.decode()
    assert '<a class="bo-tabs__own" href="?state=active&amp;stock=low" aria-current="page"' in page


def test_a_private_view_is_nobody_elses_and_a_shared_one_everybodys(owner_client, in_shop_a):
    manager = staff_client(in_shop_a, role="manager")
    owner_client.post("/saved-views/", LOW)
    assert ">Low</a>" not in manager.get("/products/").content.decode()
    owner_client.post("/saved-views/", {**LOW, "is_shared": "on"})
    assert ">Low</a>" in manager.get("/products/").content.decode()
    assert SavedView.objects.count() == 1  # the same name means the same view


def test_only_its_owner_or_the_shops_deletes_a_view(owner_client, in_shop_a):
    manager = staff_client(in_shop_a, role="manager")
    owner_client.post("/saved-views/", {**LOW, "is_shared": "on"})
    view = SavedView.objects.get()
    gone = {"screen": "products", "path": "/products/"}
    manager.post(f"/saved-views/{view.pk}/removal/", gone)
    assert SavedView.objects.count() == 1
    owner_client.post(f"/saved-views/{view.pk}/removal/", gone)
    assert not SavedView.objects.exists()


def test_a_foreign_private_view_is_not_found(owner_client, in_shop_a):
    manager = staff_client(in_shop_a, role="manager")
    manager.post("/saved-views/", LOW)
    view = SavedView.objects.get()
    answer = owner_client.post(f"/saved-views/{view.pk}/removal/", {"screen": "products"})
    assert (answer.status_code, SavedView.objects.count()) == (404, 1)


def test_a_list_that_shows_all_is_no_view(owner_client):
    owner = StaffMember.objects.get(email="owner@example.com").user
    with pytest.raises(ViewShowsAll):
        save_view("products", owner=owner, name="All", query="page=2&q=", is_shared=False)


def test_one_more_than_twenty_is_refused(owner_client):
    owner = StaffMember.objects.get(email="owner@example.com").user
    for number in range(MOST_VIEWS):
        save_view("products", owner=owner, name=f"{number}", query="q=a", is_shared=False)
    with pytest.raises(TooManyViews):
        save_view("products", owner=owner, name="more", query="q=a", is_shared=False)
    assert SavedView.objects.count() == MOST_VIEWS


def test_nobody_is_led_to_another_site(owner_client):
    answer = owner_client.post("/saved-views/", {**LOW, "path": "https://evil.example/"})
    assert answer["Location"] == "/?state=active&stock=low"


def test_the_same_filters_in_another_order_are_the_same():
    assert normal("b=2&a=1&page=3&c=") == normal("a=1&b=2") == "a=1&b=2"
