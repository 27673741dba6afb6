from django.db import IntegrityError, transaction

from kernel import clock
from storefront.customers.models import Customer

from ..models import Member

_TRIES = 5  # two numbers in ninety million may meet


def member_of(customer: Customer) -> Member | None:
    """The customer's membership, made when missing; None for a guest, who has no account to come back to."""
    if customer.user_id is None:
        return None
    known = Member.objects.filter(customer_id=customer.pk).first()
    return known or _join(customer.pk)


def member_of_customer(customer_id: int | None) -> Member | None:
    """As member_of, from an id; None also when there is no such customer any more."""
    if customer_id is None:
        return None
    known = Member.objects.filter(customer_id=customer_id).first()
    if known:
        return known
    customer = Customer.objects.filter(pk=customer_id).first()
    return member_of(customer) if customer else None


def _join(customer_id: int) -> Member:
    for _ in range(_TRIES):
        try:
            with transaction.atomic():
                member, _made = Member.objects.get_or_create(
                    customer_id=customer_id, defaults={"joined_at": clock.now()}
                )
                return member
        except IntegrityError:
            continue
    raise RuntimeError("no free member number found")
