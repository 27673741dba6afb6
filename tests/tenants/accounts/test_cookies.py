"""Cookies stay on the host that set them. Under TLS their names say so and browsers enforce it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client
from django_tenants.utils import tenant_context

from tenants.directory.models import Tenant
from tests.support.people import PASSWORD, a_shopper

pytestmark = pytest.mark.django_db


def test_have_no_domain(shop_client: Client, shop_a: Tenant) -> None:
    with tenant_context(shop_a):
        a_shopper()
    answer = shop_client.post(
        "/zh/account/login/", {"login": "mei@example.com", "password": PASSWORD}
    )
    assert answer.status_code == 302
    assert {"sid", "csrf"} <= set(answer.cookies)
    for cookie in answer.cookies.values():
        assert cookie["domain"] == ""
        assert cookie["path"] == "/"
    assert answer.cookies["sid"]["httponly"]
    assert answer.cookies["sid"]["samesite"] == "Lax"


def test_no_setting_widens_them() -> None:
    assert settings.SESSION_COOKIE_DOMAIN is None
    assert settings.CSRF_COOKIE_DOMAIN is None
    assert settings.LANGUAGE_COOKIE_DOMAIN is None
    assert settings.CSRF_TRUSTED_ORIGINS == []


def test_are_bound_to_the_host_by_name_under_tls() -> None:
    script = (
        "import django; django.setup()\n"
        "from django.conf import settings as s\n"
        "from tenants.accounts.messages import HostBoundMessages as m\n"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.LANGUAGE_COOKIE_NAME, m.cookie_name,"
        " s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE)"
    )
    environment = {
        **os.environ,
        "MALL_SCHEME": "https",
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "MALL_SECRET_KEY": "x",
        "PYTHONPATH": f"{settings.BASE_DIR}:{settings.BASE_DIR / 'platform'}",
    }
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    names = "__Host-sid __Host-csrf __Host-lang __Host-messages"
    assert run.stdout.split() == [*names.split(), "True", "True"]


def test_a_form_posted_from_another_shop_is_refused(shop_a: Tenant) -> None:
    """No trusted origins: only a page of the very same host may post here."""
    client = Client(enforce_csrf_checks=True, HTTP_HOST="alpha.shop.localhost")
    client.get("/zh/account/login/")
    answer = client.post(
        "/zh/account/login/",
        {"csrfmiddlewaretoken": client.cookies["csrf"].value},
        headers={"Origin": "http://beta.shop.localhost"},
    )
    assert answer.status_code == 403
