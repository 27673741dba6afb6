import pytest

from loyalty.members.models import Member
from loyalty.members.selectors import code_of, member_by_code, members_for_staff
from loyalty.members.services import member_of, member_of_customer
from storefront.customers.models import Customer
from tenants.accounts.models import User

pytestmark = pytest.mark.usefixtures("in_shop_a")


@pytest.fixture
def customer(in_shop_a) -> Customer:
    user = User.objects.create_user(username="mei", email="mei@example.com")
    return Customer.objects.create(user=user, name="Mei", email="mei@example.com")


def test_a_signed_up_customer_is_a_member_from_the_first_time_it_matters(customer):
    member = member_of(customer)
    assert member_of(customer) == member
    assert member_of_customer(customer.pk) == member
    assert Member.objects.count() == 1
    assert len(member.number) == 8


def test_a_guest_is_no_member():
    guest = Customer.objects.create(name="Guest", email="guest@example.com")
    assert member_of(guest) is None
    assert member_of_customer(guest.pk) is None
    assert member_of_customer(None) is None
    assert member_of_customer(999) is None
    assert code_of(guest) is None
    assert not Member.objects.exists()


def test_a_member_is_found_by_code_and_by_what_staff_type(customer):
    member = member_of(customer)
    typed = f" {member.code[:10].lower()}-{member.code[10:]} "
    assert member_by_code(typed) == member
    assert member_by_code("NOSUCHCODE") is None
    for query in ("", "mei", "MEI@", member.number, member.code):
        assert list(members_for_staff(query=query)) == [member]
    assert not members_for_staff(query="nobody").exists()


def test_a_number_that_is_taken_is_drawn_again(customer, monkeypatch):
    taken = member_of(customer).number
    numbers = iter([taken, taken, "12345678"])
    monkeypatch.setattr(Member._meta.get_field("number"), "default", lambda: next(numbers))
    monkeypatch.setattr(
        Member._meta.get_field("number"), "_get_default", lambda: next(numbers), raising=False
    )
    user = User.objects.create_user(username="li", email="li@example.com")
    other = Customer.objects.create(user=user, email="li@example.com")
    assert member_of(other).number == "12345678"
