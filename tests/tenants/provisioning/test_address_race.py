from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from tenants.directory.models import Tenant
from tenants.provisioning.errors import SlugTaken
from tenants.provisioning.models import Opening
from tenants.provisioning.pool import fill_pool
from tenants.provisioning.services import ShopRequest, request_shop

pytestmark = pytest.mark.race


def ask_together(wishes: list[ShopRequest]) -> list[object]:
    barrier = Barrier(len(wishes))

    def ask(wish: ShopRequest) -> object:
        try:
            barrier.wait(10)
            return request_shop(wish).pk
        except SlugTaken as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(wishes)) as threads:
        return [future.result() for future in [threads.submit(ask, wish) for wish in wishes]]


def test_of_two_who_want_one_address_one_gets_it(committed_db, wish):
    fill_pool()
    answers = ask_together([replace(wish("wanted"), key=uuid4()) for _ in range(4)])
    refusals = [answer for answer in answers if isinstance(answer, SlugTaken)]
    assert len(refusals) == 3
    assert {refusal.field for refusal in refusals} == {"slug"}
    assert Tenant.objects.filter(slug="wanted").count() == 1


def test_a_double_submit_opens_one_shop(committed_db, wish):
    fill_pool()
    same = wish("wanted")
    answers = ask_together([same] * 4)
    assert len(set(answers)) == 1
    assert Opening.objects.filter(key=same.key).count() == 1
