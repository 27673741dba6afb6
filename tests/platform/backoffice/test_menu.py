import json
import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

CMS_WORDS = ("Snippets", "Reports", "Workflow", "Documents", "Collections", "Sites", "Locales")


def _menu(client: Client) -> list[str]:
    page = client.get("/").content.decode()
    props = re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', page, re.S).group(1)
    assert not [word for word in CMS_WORDS if f'"{word}"' in props]
    labels = re.findall(r'"label": "([^"]+)"', json.dumps(json.loads(props)))
    return [label for label in labels if label not in ("Account", "Log out")]


def test_an_owner_sees_the_shops_own_menu_in_order(owner_client):
    labels = _menu(owner_client)
    wanted = ["Home", "Design", "Products", "Orders", "Members", "Settings", "View shop"]
    assert [label for label in labels if label in wanted] == [
        label for label in wanted if label in labels
    ]
    assert {"Home", "Design", "Orders", "Members", "Settings"} <= set(labels)
    assert set(labels) <= set(wanted)


def test_a_clerk_sees_what_a_clerk_may_open(clerk_client):
    labels = _menu(clerk_client)
    assert {"Home", "Orders", "Members"} <= set(labels)
    assert not {"Design", "Settings"} & set(labels)
