"""Wagtail previews skip Django's resolver and leave the thread's URLs wrong; ours must not."""

import contextlib
import json

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils import translation
from django_tenants.utils import tenant_context
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.pages.preview import as_the_shop, preview_response
from tenants.directory.hosts import HostKind, current_host_kind
from tenants.staff.models import StaffMember
from tests.storefront.catalog.goods import product
from tests.support.near_caches import forget_everything
from tests.support.people import sign_in
from themes.customizer.services import choose_theme
from themes.engine.active import active_theme

from .pages import designed, home_page, items, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(in_shop_a):
    hat = product("草帽", slug="straw-hat")
    choose_theme("clothing")
    return designed(section("products", heading="精选", products=items(hat.pk)))


def test_links_lead_to_the_shop_and_not_to_the_back_office(page):
    html = preview_response(page, {}).content.decode()

    assert 'href="http://alpha.shop.localhost:8000/zh/products/straw-hat/"' in html
    assert "themes/clothing/clothing.css" in html
    assert "wagtail" not in html


def test_everything_is_as_before_afterwards(page):
    with translation.override("en"):
        before = (get_urlconf(), get_script_prefix(), active_theme(), current_host_kind(), "en")
        preview_response(page, {})

        assert (get_urlconf(), get_script_prefix(), active_theme()) == before[:3]
        assert (current_host_kind(), translation.get_language()) == before[3:]


def test_everything_is_as_before_also_after_a_failure(in_shop_a):
    before = (get_urlconf(), get_script_prefix(), active_theme())

    with contextlib.suppress(ZeroDivisionError), as_the_shop(in_shop_a, "en"):
        assert reverse("home") == "http://alpha.shop.localhost:8000/en/"
        assert current_host_kind() is HostKind.SHOP
        raise ZeroDivisionError

    assert (get_urlconf(), get_script_prefix(), active_theme()) == before


def test_no_inline_script_may_run_in_it(page):
    headers = preview_response(page, {}).headers

    policy = headers["Content-Security-Policy"]
    assert "script-src http://alpha.mall.localhost:8000/static/themes/;" in policy
    assert "unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
    assert "connect-src 'none'" in policy
    assert "no-store" in headers["Cache-Control"]


def form(product_id: int) -> dict[str, str]:
    """The editor's form with one section, not saved yet."""
    products = {
        "heading": "还没保存",
        "text": "",
        "category": "",
        "count": "8",
        "arrangement": "grid",
        "products": streamfield([("item", product_id)]),
    }
    body = streamfield([("products", products)])
    fields = {"title": "首页", "slug": "home-zh-hans", "body": body, "comments": inline_formset([])}
    return nested_form_data(fields)


@pytest.fixture
def staff(shop_a) -> Client:
    client = Client(HTTP_HOST=f"alpha.{settings.PLATFORM_DOMAIN}")
    with tenant_context(shop_a):
        user = StaffMember.objects.select_related("user").get().user
    sign_in(client, user)
    return client


def test_the_editors_preview_works_and_so_does_the_request_after_it(shop_a, staff):
    forget_everything()
    with tenant_context(shop_a):
        hat = product("草帽", slug="straw-hat")
        designed(section("products", heading="精选", products=items(hat.pk)))
        pk = home_page().pk
    edit, preview = f"/pages/{pk}/edit/", f"/pages/{pk}/edit/preview/"

    assert staff.get(edit).status_code == 200
    posted = staff.post(preview, form(hat.pk))
    assert json.loads(posted.content) == {"is_valid": True, "is_available": True}
    shown = staff.get(preview + "?mode=")
    after = staff.get(edit)

    assert shown.status_code == 200
    assert "还没保存" in shown.content.decode()
    assert (
        'href="http://alpha.shop.localhost:8000/zh/products/straw-hat/"' in shown.content.decode()
    )
    assert after.status_code == 200
    assert 'action="/pages/' in after.content.decode()
