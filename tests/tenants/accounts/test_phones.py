import pytest

from tenants.accounts.errors import PhoneNotUnderstood
from tenants.accounts.phones import normalise_phone, readable_phone

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("138 0013 8000", "CN", "+8613800138000"),
        ("+86-138-0013-8000", "US", "+8613800138000"),
        ("(202) 555-0143", "US", "+12025550143"),
        ("00852 2123 4567", "CN", "+85221234567"),
    ],
)
def test_usual_spellings_are_one_number(text: str, country: str, number: str) -> None:
    assert normalise_phone(text, country) == number


@pytest.mark.parametrize("text", ["", "abc", "123", "+999 1", "9" * 40])
def test_what_cannot_be_dialled_is_refused(text: str) -> None:
    with pytest.raises(PhoneNotUnderstood):
        normalise_phone(text, "CN")


def test_the_shops_country_is_the_default(in_shop_a: object) -> None:
    assert normalise_phone("13800138000") == "+8613800138000"
    assert readable_phone("+8613800138000") == "138 0013 8000"
    assert readable_phone("+12025550143") == "+1 202-555-0143"
