"""What the platform's pages and the back office allow a browser to do."""

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db


def policy_of(client: Client, path: str) -> dict[str, str]:
    header = client.get(path)["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in header.split(";"))


@pytest.mark.parametrize("path", ["/", "/account/login/", "/start/account/", "/nowhere/"])
def test_the_portal_runs_and_loads_only_its_own(path: str, portal_client: Client) -> None:
    policy = policy_of(portal_client, path)
    assert policy["default-src"] == policy["script-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"


def test_the_portals_forms_reach_back_offices_and_nobody_else(portal_client: Client) -> None:
    back_offices = f"http://*.{settings.PLATFORM_DOMAIN}:{settings.MALL_PORT}"
    assert policy_of(portal_client, "/")["form-action"] == f"'self' {back_offices}"


@pytest.mark.parametrize("path", ["/login/", "/"])
def test_the_back_office_stands_in_no_other_frame_and_posts_to_itself(
    path: str, owner_client: Client, backoffice_client: Client
) -> None:
    for client in (owner_client, backoffice_client):
        policy = policy_of(client, path)
        assert (policy["form-action"], policy["frame-ancestors"]) == ("'self'", "'self'")
        assert (policy["object-src"], policy["base-uri"]) == ("'none'", "'none'")
