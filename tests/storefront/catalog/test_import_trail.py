"""What an import changes is told product by product, for two looks at all of them and not one at each statement."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from storefront.catalog.importing.services import import_chunk, keep_upload, read_job
from storefront.catalog.models import ImportJob
from storefront.catalog.services.product import VariantInput
from tenants.audit.models import AuditEntry
from tenants.audit.watching import Actor

from .goods import product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]
HEADS = ["Handle", "Title", "Variant Price", "Variant SKU", "Variant Inventory Qty"]
LIN = {**vars(Actor("Lin", role="manager", address="10.0.0.9")), "cause": ["", "", ""]}


def waiting(*rows: str, told: bool = True) -> ImportJob:
    """Started by Lin, as far as it is to be told."""
    file = io.BytesIO("\n".join([",".join(HEADS), *rows]).encode())
    job = keep_upload(file, filename="goods.csv")
    job.mapping, job.state = {"headings": HEADS, "columns": HEADS}, "waiting"
    job.origin = LIN if told else None
    job.save()
    return job


def run(job: ImportJob) -> int:
    """Answers the number of queries."""
    with (
        CaptureQueriesContext(
            connection,
        ) as asked,
        job.carrying_on(),
    ):
        assert not import_chunk(job.pk, read_job(job))
    return len(asked)


def hats(count: int, price: int) -> list[str]:
    return [f"hat-{n},Hat {n},{price}.00,HAT-{n},{price}" for n in range(count)]


def test_each_product_tells_what_was_and_what_is():
    known = product(
        "Hat", slug="hat", variants=[VariantInput(price_minor=9900, sku="HAT", stock=4)]
    )
    job = waiting("hat,Better hat,120.00,HAT,6", "sock,Sock,5.00,SOCK,2", "bad,,x,B,1")
    run(job)
    old, new = AuditEntry.objects.filter(model="catalog.product").order_by("pk")
    told = {(p["model"], name): pair for p in old.changes for name, pair in p["fields"].items()}
    assert told == {
        ("catalog.product", "title"): ["Hat", "Better hat"],
        ("catalog.variant", "price_minor"): [9900, 12000],
        ("inventory.stockitem", "on_hand"): [4, 6],
    }
    assert (old.object_id, old.verb, old.actor_name, old.address) == (
        str(known.pk),
        "changed",
        "Lin",
        "10.0.0.9",
    )
    assert (new.object_text, new.verb) == ("Sock", "added")
    assert {(e.cause, e.cause_id, e.cause_text) for e in (old, new)} == {
        ("catalog.importjob", str(job.pk), "goods.csv")
    }


def test_what_the_file_leaves_as_it_is_is_not_told():
    run(waiting(*hats(2, 10)))
    AuditEntry._base_manager.all()._raw_delete("default")
    run(waiting(*hats(1, 10), "hat-1,Hat 1,11.00,HAT-1,10"))
    assert [e.object_text for e in AuditEntry.objects.filter(model="catalog.product")] == ["Hat 1"]


def test_costs_the_same_queries_for_few_products_and_for_many():
    def more_than_untold(count: int) -> int:
        untold = run(waiting(*hats(count, 20), told=False))
        return run(waiting(*hats(count, 30))) - untold

    run(waiting(*hats(20, 10), told=False))
    few, many = more_than_untold(2), more_than_untold(20)
    assert few == many <= 25
