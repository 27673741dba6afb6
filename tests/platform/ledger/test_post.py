import pytest

from ledger.errors import AppendOnly, InsufficientBalance, KeyReused
from ledger.models import Transfer, Txn
from ledger.selectors import balances
from ledger.services import Entry, post

from .conftest import CASH, DEBT, ISSUED, PENDING, POINTS, SALES, earn, spend

pytestmark = pytest.mark.usefixtures("books")


def balance(name) -> int:
    return balances([name])[name].posted


def test_moves_an_amount_from_one_account_to_another():
    posting = post([Entry(ISSUED, PENDING.of(1), 70)], key="k", kind="earn", note={"order": "A1"})
    assert posting.fresh
    assert [transfer.amount for transfer in posting.transfers] == [70]
    assert (balance(PENDING.of(1)), balance(ISSUED), balance(PENDING.of(2))) == (70, -70, 0)
    assert Txn.objects.get().note == {"order": "A1"}


def test_the_same_request_twice_is_one_posting():
    first = post([Entry(ISSUED, PENDING.of(1), 70)], key="k", kind="earn")
    again = post([Entry(ISSUED, PENDING.of(1), 70)], key="k", kind="earn")
    assert (again.fresh, again.txn.pk, again.transfers) == (False, first.txn.pk, first.transfers)
    assert balance(PENDING.of(1)) == 70


@pytest.mark.parametrize(
    ("entry", "kind", "note"),
    [
        (Entry(ISSUED, PENDING.of(1), 71), "earn", {}),
        (Entry(ISSUED, PENDING.of(2), 70), "earn", {}),
        (Entry(ISSUED, PENDING.of(1), 70), "gift", {}),
        (Entry(ISSUED, PENDING.of(1), 70), "earn", {"why": "other"}),
    ],
)
def test_another_request_under_the_same_key_is_refused(entry, kind, note):
    post([Entry(ISSUED, PENDING.of(1), 70)], key="k", kind="earn")
    with pytest.raises(KeyReused):
        post([entry], key="k", kind=kind, note=note)
    assert Transfer.objects.count() == 1


def test_an_overdraft_is_refused_and_nothing_is_written():
    earn(1, 50)
    with pytest.raises(InsufficientBalance) as refusal:
        spend(1, 51)
    assert refusal.value.details == {"available": 50, "wanted": 51}
    assert balance(POINTS.of(1)) == 50
    assert Txn.objects.count() == 1


def test_several_transfers_are_one_posting_judged_by_its_net():
    earn(1, 50)
    posting = post(
        [Entry(ISSUED, PENDING.of(1), 30), Entry(PENDING.of(1), DEBT.of(1), 30)],
        key="k",
        kind="repay",
    )
    assert [transfer.seq for transfer in posting.transfers] == [1, 2]
    assert (balance(PENDING.of(1)), balance(DEBT.of(1))) == (0, 30)


def test_units_do_not_mix():
    with pytest.raises(ValueError, match="cannot become"):
        Entry(SALES, POINTS.of(1), 5)


def test_an_account_belongs_to_somebody_or_to_the_shop():
    with pytest.raises(ValueError, match="belongs to member"):
        CASH.of()


@pytest.mark.parametrize("amount", [0, -1])
def test_a_transfer_moves_something(amount):
    with pytest.raises(ValueError, match="moves something"):
        Entry(ISSUED, PENDING.of(1), amount)


def test_what_is_written_is_never_changed():
    transfer = earn(1, 50).transfers[0]
    transfer.amount = 60
    for change in (
        transfer.save,
        transfer.delete,
        Transfer.objects.all().delete,
        Txn.objects.filter(kind="earn").delete,
        lambda: Transfer.objects.update(amount=1),
        lambda: Txn.objects.bulk_update([transfer.txn], ["kind"]),
    ):
        with pytest.raises(AppendOnly):
            change()
    assert Transfer.objects.get().amount == 50


def test_a_posting_takes_few_statements(django_assert_max_num_queries):
    earn(1, 50)
    spend(1, 1)
    with django_assert_max_num_queries(12):  # of which two are its savepoint
        spend(1, 10)
