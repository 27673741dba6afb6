"""On real transactions: an entry and its change are committed together."""

import pytest
from django.db import transaction
from django_tenants.utils import tenant_context

from storefront.pricing.models import TaxRate
from tenants.audit import watching
from tenants.audit.models import AuditEntry
from tenants.audit.watching import Actor, recording

LIN = Actor("Lin")


def _rate(name: str) -> TaxRate:
    return TaxRate.objects.create(name=name, rate_bp=1, tax_class=name)


@pytest.mark.race
def test_committed_with_the_change_or_not_at_all(committed_db, shop_a, monkeypatch):
    with tenant_context(shop_a):
        with recording(LIN), transaction.atomic():
            _rate("real")
            assert not AuditEntry.objects.exists()
        assert AuditEntry.objects.get().object_text.startswith("real")

        def broken(*_args):
            raise RuntimeError("no room")

        monkeypatch.setattr(watching, "write_entries", broken)
        with pytest.raises(RuntimeError), recording(LIN), transaction.atomic():
            _rate("lost")
        monkeypatch.undo()
        assert not TaxRate.objects.filter(name="lost").exists()
        assert AuditEntry.objects.count() == 1


@pytest.mark.race
def test_a_statement_without_a_transaction_is_noted_at_once(committed_db, shop_a):
    with tenant_context(shop_a), recording(LIN):
        TaxRate.objects.filter(pk=_rate("x").pk).update(rate_bp=2)
        assert [entry.verb for entry in AuditEntry.objects.all()] == ["changed", "added"]
