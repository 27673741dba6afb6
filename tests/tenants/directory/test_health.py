import pytest
from django.test import Client

from tenants.directory.health import may_have_certificate

pytestmark = pytest.mark.django_db


def test_alive_on_any_host() -> None:
    assert Client(HTTP_HOST="10.0.0.7").get("/healthz").status_code == 200


def test_ready_names_each_part() -> None:
    answer = Client(HTTP_HOST="10.0.0.7").get("/readyz")
    assert answer.status_code == 200
    assert {"database": "ok", "redis": "ok", "migrations": "ok"}.items() <= answer.json().items()


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("mall.localhost", True),
        ("alpha.shop.localhost", True),
        ("alpha.mall.localhost", True),
        ("nobody.shop.localhost", False),
        ("evil.example", False),
        ("", False),
    ],
)
def test_a_certificate_only_for_names_that_lead_somewhere(
    name: str, allowed: bool, shop_a: object
) -> None:
    assert may_have_certificate(name) is allowed
