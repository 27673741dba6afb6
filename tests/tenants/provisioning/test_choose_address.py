import pytest

from tenants.provisioning.errors import SlugMalformed, SlugReserved, SlugTaken
from tenants.provisioning.selectors import slug_problem
from tenants.provisioning.slugs import check_slug


@pytest.mark.parametrize("slug", ["tea-house", "abc", "a1b", "x" * 40])
def test_accepts(slug):
    assert check_slug(slug) == slug


def test_takes_spaces_around_and_capitals_as_meant():
    assert check_slug("  Tea-House ") == "tea-house"


@pytest.mark.parametrize(
    "slug",
    ["", "ab", "-tea", "tea-", "tea_house", "tea house", "tea.house", "茶馆", "x" * 41, "xn--4gq"],
)
def test_refuses_what_is_no_subdomain(slug):
    with pytest.raises(SlugMalformed) as refusal:
        check_slug(slug)
    assert refusal.value.field == "slug"


@pytest.mark.parametrize(
    "slug", ["www", "admin", "ADMIN", "api", "mail", "w-w-w", "12345", "paypal"]
)
def test_refuses_reserved_words(slug):
    with pytest.raises(SlugReserved):
        check_slug(slug)


def test_tells_an_address_that_is_taken(shop_a):
    assert isinstance(slug_problem("Alpha"), SlugTaken)
    assert slug_problem("alpha-two") is None
