import pytest

from storefront.catalog.selectors import ListFilter, list_cards

from .files import SAMPLE, problems, run_import

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]


def test_comes_in_without_a_problem_and_is_found_in_both_languages():
    job = run_import(SAMPLE.read_bytes())
    assert problems(job) == []
    assert (job.created, job.failed) == (12, 0)
    assert list_cards(ListFilter(query="羊毛围巾")).cards[0].slug == "merino-scarf"
    assert list_cards(ListFilter(query="linen apron")).cards[0].slug == "linen-apron"
