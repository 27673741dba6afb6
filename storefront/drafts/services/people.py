"""Who a draft is for, and where it goes."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from storefront.customers.models import Address, Customer
from storefront.customers.selectors import addresses_of
from storefront.customers.services import add_customer, save_address

from ..errors import AgreementStands, NobodyChosen
from ..models import Draft
from .writing import note, open_draft, touch

ADDRESS_FIELDS = (
    *("name", "phone", "country", "region", "city"),
    *("district", "line1", "line2", "postcode"),
)


@transaction.atomic
def choose_customer(draft_id: int, customer_id: int, *, by: str, may_agree: bool = True) -> Draft:
    """The order is for this customer; goes to their default address until told otherwise.

    may_agree: this person may agree prices. For others what was agreed for one customer is not for another:
    AgreementStands.
    """
    draft = open_draft(draft_id)
    another = draft.customer_id not in (None, customer_id)
    if another and not may_agree and (draft.discount_minor or draft.prices.exists()):
        raise AgreementStands
    customer = Customer.objects.get(pk=customer_id)
    book = addresses_of(customer)
    draft.customer, draft.choices = customer, {}
    draft.name, draft.email, draft.phone = customer.name, customer.email, customer.phone
    draft.address = address_facts(book[0]) if book else {}
    touch(draft, "customer", "choices", "name", "email", "phone", "address")
    note(draft, "customer", by=by, name=str(customer))
    return draft


@transaction.atomic
def new_customer(
    draft_id: int, *, name: str, email: str, phone: str, by: str, may_agree: bool = True
) -> Draft:
    """Somebody who has not bought here yet; with a known e-mail or phone it is the guest of that."""
    customer = add_customer(name=name, email=email, phone=phone)
    return choose_customer(draft_id, customer.pk, by=by, may_agree=may_agree)


@transaction.atomic
def send_to(draft_id: int, *, by: str, address: Mapping[str, Any], keep: bool = False) -> Draft:
    """Where it goes; `keep` puts it into the customer's book too. Raises NobodyChosen for that."""
    draft = open_draft(draft_id)
    draft.address = {name: address.get(name, "") for name in ADDRESS_FIELDS}
    if keep:
        if draft.customer is None:
            raise NobodyChosen
        save_address(draft.customer, **draft.address)
    touch(draft, "address")
    return draft


def address_facts(entry: Address) -> dict[str, str]:
    return {name: getattr(entry, name) for name in ADDRESS_FIELDS}
