from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from .errors import AppendOnly


class Account(models.Model):
    """Whose value it is. Credits raise `posted`, debits lower it; only bounded accounts store a balance.

    Accounts of the system take part in nearly every posting: a stored balance would make them a queue, so
    theirs is the sum of their transfers.
    """

    unit = models.CharField(max_length=12)
    kind = models.CharField(max_length=40)
    owner_type = models.CharField(max_length=20, blank=True)
    owner_id = models.BigIntegerField(null=True)
    bounded = models.BooleanField()
    posted = models.BigIntegerField(default=0)
    held = models.BigIntegerField(default=0)
    floor = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "unit"], name="account_and_unit"),
            models.UniqueConstraint(
                fields=["kind", "owner_type", "owner_id", "unit"],
                nulls_distinct=False,
                name="one_account_of_a_kind",
            ),
            models.CheckConstraint(condition=Q(held__gte=0), name="held_not_negative"),
            models.CheckConstraint(
                condition=Q(bounded=False) | Q(posted__gte=F("held") + F("floor")),
                name="no_overdraft",
            ),
            models.CheckConstraint(
                condition=Q(bounded=True) | Q(posted=0, held=0), name="unbounded_stores_nothing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.owner_type} {self.owner_id or ''} {self.unit}"

    @property
    def available(self) -> int:
        """What may still leave a bounded account."""
        return self.posted - self.held - self.floor


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs: Any) -> int:
        raise AppendOnly(self.model.__name__)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnly(self.model.__name__)

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        raise AppendOnly(self.model.__name__)


class AppendOnlyModel(models.Model):
    """Written once. In production the application's database role has INSERT and SELECT only here."""

    objects: ClassVar[Any] = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly(type(self).__name__)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnly(type(self).__name__)


class Txn(AppendOnlyModel):
    """One posting: why some transfers happened together. `note` holds what people read about it."""

    idem_key = models.CharField(max_length=120)
    request_hash = models.CharField(max_length=64)
    kind = models.CharField(max_length=40)
    event_id = models.BigIntegerField(null=True)
    note = models.JSONField(default=dict)
    effective_at = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["idem_key"], name="posted_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.idem_key}"


class Transfer(AppendOnlyModel):
    """`amount` leaves the debit account and reaches the credit account, both of the same unit.

    The foreign keys are (id, unit) pairs, added in a migration: Django has no composite ones.
    """

    txn = models.ForeignKey(Txn, on_delete=models.PROTECT, related_name="transfers")
    seq = models.PositiveSmallIntegerField()
    debit = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="debits", db_constraint=False
    )
    credit = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="credits", db_constraint=False
    )
    unit = models.CharField(max_length=12)
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["txn", "seq"], name="transfer_has_its_place"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="transfer_moves_something"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="transfer_has_two_sides"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}: {self.debit_id} to {self.credit_id}"


class Hold(models.Model):
    """Value set aside on a bounded account. A closed hold keeps what it captured."""

    OPEN, CAPTURED, RELEASED, EXPIRED = "open", "captured", "released", "expired"

    idem_key = models.CharField(max_length=120)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="holds")
    amount = models.BigIntegerField()
    captured = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10, default=OPEN)
    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["idem_key"], name="held_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="hold_holds_something"),
            models.CheckConstraint(
                condition=Q(captured__gte=0, captured__lte=F("amount")), name="captured_within_hold"
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_at"],
                condition=Q(state="open", expires_at__isnull=False),
                name="hold_to_expire",
            ),
            models.Index(
                fields=["account"], condition=Q(state="open"), name="open_hold_of_account"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.idem_key} {self.state}"


class Lot(models.Model):
    """What one event earned, with its own expiry. Read and written under its account's lock."""

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="lots", db_index=False
    )
    transfer = models.OneToOneField(Transfer, on_delete=models.PROTECT, related_name="lot")
    amount = models.BigIntegerField()
    remaining = models.BigIntegerField()
    held = models.BigIntegerField(default=0)
    active_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(remaining__gte=0, remaining__lte=F("amount")), name="lot_within_amount"
            ),
            models.CheckConstraint(
                condition=Q(held__gte=0, held__lte=F("remaining")), name="lot_held_within_remaining"
            ),
        ]
        indexes = [
            models.Index(
                F("account"),
                F("expires_at").asc(nulls_last=True),
                F("id"),
                condition=Q(remaining__gt=0),
                name="lot_in_spending_order",
            )
        ]

    def __str__(self) -> str:
        return f"lot {self.pk}: {self.remaining} of {self.amount}"


class LotUse(models.Model):
    """How much of a transfer came out of which lot, and how much of that was given back."""

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="uses", db_index=False)
    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="lot_uses")
    amount = models.BigIntegerField()
    restored = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lot", "transfer"], name="lot_used_once_a_transfer"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="lot_use_takes_something"),
            models.CheckConstraint(
                condition=Q(restored__gte=0, restored__lte=F("amount")), name="restored_within_use"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} of lot {self.lot_id}"


class LotHold(models.Model):
    """How much of a hold is set aside in which lot."""

    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, related_name="lots", db_index=False)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hold", "lot"], name="lot_held_once_a_hold"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="lot_hold_holds_something"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} of lot {self.lot_id}"
