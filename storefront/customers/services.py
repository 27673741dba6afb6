from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from tenants.accounts.models import User

from .models import Address, Customer


@transaction.atomic
def customer_of_user(user: User) -> Customer:
    """The customer row of a person who signed up, made when missing."""
    customer, _ = Customer.objects.get_or_create(
        user=user,
        defaults={
            "name": user.name,
            "email": user.email,
            "phone": user.phone or "",
            "language": get_language() or "",
        },
    )
    return customer


@transaction.atomic
def follow_contact(user: User) -> None:
    """A person's proven e-mail and phone are the customer's."""
    customer = customer_of_user(user)
    customer.email, customer.phone = user.email, user.phone or ""
    customer.save(update_fields=["email", "phone"])


@transaction.atomic
def customer_for_checkout(
    *, user: User | None, name: str, email: str, phone: str, language: str
) -> Customer:
    """Who buys: the signed-in person's row, else the guest of that e-mail (or phone), made when missing.

    A guest never becomes a signed-up person's row by typing their e-mail: only rows without a user match.
    """
    if user is not None and user.is_authenticated:
        return _complete(customer_of_user(user), name=name, email=email, phone=phone)
    guest = known_guest(email, phone)
    if guest is None:
        return Customer.objects.create(
            name=name, email=email.lower(), phone=phone, language=language
        )
    return _complete(guest, name=name, email=email, phone=phone)


@transaction.atomic
def add_customer(*, name: str, email: str, phone: str) -> Customer:
    """Somebody whom staff sell to: the member or guest with that e-mail or phone, else a new guest."""
    known = Customer.objects.order_by("user", "pk")  # who signed up comes first
    found = known.filter(email=email.lower()).first() if email else None
    found = found or (known.filter(phone=phone).first() if phone else None)
    if found:
        return _complete(found, name=name, email=email.lower(), phone=phone)
    return Customer.objects.create(name=name, email=email.lower(), phone=phone)


def known_guest(email: str, phone: str) -> Customer | None:
    """The guest of that e-mail; without an e-mail the one of that phone."""
    guests = Customer.objects.filter(user__isnull=True).order_by("pk")
    if email:
        return guests.filter(email=email.lower()).first()
    return guests.filter(email="", phone=phone).first() if phone else None


def correct_guest(guest: Customer, before: Mapping[str, str], **now: str) -> None:
    """What the guest said as `before` they say as `now`; what they said otherwise stands."""
    for key, value in now.items():
        if getattr(guest, key).lower() == before[key].lower():
            setattr(guest, key, value.lower() if key == "email" else value)
    guest.save(update_fields=list(now))


def _complete(customer: Customer, **known: str) -> Customer:
    """Fill what is still blank; what the customer said before stands."""
    news = {key: value for key, value in known.items() if value and not getattr(customer, key)}
    for key, value in news.items():
        setattr(customer, key, value)
    if news:
        customer.save(update_fields=list(news))
    return customer


@transaction.atomic
def save_profile(customer: Customer, *, name: str, language: str) -> Customer:
    customer.name, customer.language = name, language
    customer.save(update_fields=["name", "language"])
    if customer.user_id:
        User.objects.filter(pk=customer.user_id).update(name=name)
    return customer


@transaction.atomic
def save_address(customer: Customer, *, address_id: int | None = None, **fields: Any) -> Address:
    """Add an address, or change one of the customer's own. The first one is the default."""
    Customer.objects.select_for_update(no_key=True).get(pk=customer.pk)
    address = customer.addresses.get(pk=address_id) if address_id else Address(customer=customer)
    default = bool(fields.pop("is_default", False)) or address.is_default
    for key, value in fields.items():
        setattr(address, key, value)
    others = customer.addresses.exclude(pk=address.pk)
    address.is_default = default or not others.filter(is_default=True).exists()
    if address.is_default:
        others.filter(is_default=True).update(is_default=False)
    address.save()
    return address


@transaction.atomic
def remove_address(customer: Customer, address_id: int) -> None:
    """Remove one of the customer's own; the newest left becomes the default when the default goes."""
    Customer.objects.select_for_update(no_key=True).get(pk=customer.pk)
    customer.addresses.filter(pk=address_id).delete()
    left = customer.addresses.order_by("-is_default", "-pk").first()
    if left and not left.is_default:
        left.is_default = True
        left.save(update_fields=["is_default"])
