from datetime import UTC, datetime, timedelta

import pytest

from kernel import clock


def test_is_aware_and_in_utc():
    assert clock.now().utcoffset() == timedelta(0)


def test_travels_and_comes_back():
    before = datetime.now(UTC)
    with clock.travel(timedelta(days=7)), clock.travel(timedelta(hours=1)):
        assert (
            timedelta(0) <= clock.now() - before - timedelta(days=7, hours=1) < timedelta(minutes=1)
        )
    assert clock.now() - before < timedelta(minutes=1)


def test_stands_still_when_frozen():
    noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
    with clock.frozen(noon):
        assert clock.now() == noon
        with clock.travel(timedelta(seconds=1)):
            assert clock.now() == noon + timedelta(seconds=1)
    assert clock.now() > noon


def test_refuses_a_naive_time():
    with pytest.raises(ValueError, match="aware"), clock.frozen(datetime(2026, 1, 1)):
        pass
