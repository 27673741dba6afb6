from collections.abc import Iterator

import pytest

from loyalty.points.selectors import rules_cache


@pytest.fixture(autouse=True)
def _no_rules_of_an_earlier_test() -> Iterator[None]:
    rules_cache._entries.clear()
    yield
    rules_cache._entries.clear()
