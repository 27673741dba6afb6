import sys
from datetime import UTC, datetime

import pytest

from kernel import clock
from ledger.selectors import discrepancies
from loyalty.members.models import Member
from loyalty.points.selectors import balances
from loyalty.points.services import save_rules

from ..shopping import new_member

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def pots(member: Member) -> tuple[int, int, int]:
    """active, pending, debt"""
    known = balances(member.pk)
    return known.active, known.pending, known.debt


@pytest.fixture
def no_provider(monkeypatch):
    """Money of refunds goes nowhere: payments have tests of their own."""
    module = sys.modules[
        "storefront.aftersales.services.refund"
    ]  # its package has a function of that name
    monkeypatch.setattr(module, "refund_payment", lambda *args, **kwargs: None)


@pytest.fixture
def shop(in_shop_a, no_provider):
    """One point a yuan, active 7 days after receipt, worth a fen each, half of the goods, a year."""
    with clock.frozen(NOON):
        save_rules(by="test", spend_points=1, spend_value_minor=1, expiry_months=12)
        yield
        assert discrepancies() == []


@pytest.fixture
def member(shop) -> Member:
    return new_member()
