from datetime import UTC, datetime

from django.utils import timezone

from storefront.orders.services.open import _new_number


def test_says_the_day_it_is_in_the_shop():
    late = datetime(2026, 11, 21, 22, 46, tzinfo=UTC)
    with timezone.override("Asia/Shanghai"):
        assert _new_number(late).startswith("261122-")
    with timezone.override("America/New_York"):
        assert _new_number(late).startswith("261121-")
