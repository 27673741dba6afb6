"""A guest is known by the contact of their orders, so a corrected contact is about who they are."""

from collections.abc import Mapping

from django.db.models import F

from storefront.customers.models import Customer
from storefront.customers.services import correct_guest, customer_for_checkout, known_guest

from ..models import CustomerOrders, Order
from .adopt import add_to_count, count_anew


def follow_contact(order: Order, before: Mapping[str, str]) -> None:
    """The corrected order of a guest is the guest's of its contact now. `before`: e-mail, phone and name till now.

    Whoever really has the mistyped address must not find the order among theirs when they sign up, and its buyer
    should. A guest with this order only is put right; with others the order goes to the guest of the new contact,
    made when missing. Members stay who they are: their contact is proven. Caller has locked the order.
    """
    guest = order.customer
    if guest is None or guest.user_id or _key(guest.email, guest.phone) != _key_of(before):
        return
    if _key(order.email, order.phone) == _key_of(before):
        return
    others = Order.objects.filter(customer=guest).exclude(pk=order.pk).exists()
    if not others and known_guest(order.email, order.phone) is None:
        correct_guest(guest, before, name=order.name, email=order.email, phone=order.phone)
        return
    to = customer_for_checkout(
        user=None, name=order.name, email=order.email, phone=order.phone, language=order.language
    )
    _move(order, to)
    if not others:
        guest.delete()


def _move(order: Order, to: Customer) -> None:
    before, paid = order.customer_id, order.order_seq is not None
    order.customer, order.order_seq = to, None
    order.save(update_fields=["customer", "order_seq"])
    if paid and before is not None:
        add_to_count(to.pk, 1)
        count_anew(to.pk)
        CustomerOrders.objects.filter(pk=before).update(paid_orders=F("paid_orders") - 1)
        count_anew(before)


def _key(email: str, phone: str) -> str:
    """As customers.services knows a guest: by the e-mail, without one by the phone."""
    return email.lower() or phone


def _key_of(contact: Mapping[str, str]) -> str:
    return _key(contact["email"], contact["phone"])
