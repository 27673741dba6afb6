"""Rules have versions: one that was used is never changed."""

from typing import Any

from django.db import transaction

from kernel import clock

from ..models import PointsRules
from ..selectors import EDITABLE, rules_cache


@transaction.atomic
def save_rules(*, by: str, **changes: Any) -> PointsRules:
    """Change the current rules; a version that was used stays and a new one begins.

    `changes` are fields of PointsRules; raises django's ValidationError for values out of range.
    """
    latest = _latest(lock=True)
    rules = latest or PointsRules(version=1)
    values = {field: getattr(rules, field) for field in EDITABLE} | changes
    if latest and all(getattr(latest, field) == values[field] for field in EDITABLE):
        return latest
    if latest and latest.frozen_at:
        rules = PointsRules(version=latest.version + 1)
    for field, value in values.items():
        setattr(rules, field, value)
    rules.created_at, rules.created_by = clock.now(), by
    rules.full_clean()
    rules.save()
    rules_cache.invalidate()
    return rules


def freeze_rules() -> PointsRules:
    """The rules in force, marked as used: from now on this version stays as it is."""
    rules = _latest()
    if rules is None:  # the shop has never touched its rules
        PointsRules.objects.bulk_create(
            [PointsRules(version=1, created_at=clock.now(), created_by="system")],
            ignore_conflicts=True,
        )
    if rules is None or rules.frozen_at is None:
        rules = _latest(lock=True)
        assert rules is not None
        rules.frozen_at = rules.frozen_at or clock.now()
        rules.save(update_fields=["frozen_at"])
    return rules


def _latest(*, lock: bool = False) -> PointsRules | None:
    versions = PointsRules.objects.order_by("-version")
    return (versions.select_for_update(no_key=True) if lock else versions).first()
