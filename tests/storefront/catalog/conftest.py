import pytest

from tests.support.near_caches import forget_everything


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """What the process keeps of a shop outlives a test's rollback."""
    forget_everything()
