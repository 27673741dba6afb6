"""Orders that somebody placed as a guest become theirs when they sign in with the same, proven, address."""

from django.db import connection, transaction

from storefront.customers.models import Customer

from ..models import Order


@transaction.atomic
def adopt_guest_orders(customer_id: int, *, email: str = "", phone: str = "") -> int:
    """Bring guests' orders to a customer who has proven this e-mail or phone; how many there were.

    Which order of the customer each is gets counted anew, by time of payment. No points are earned for them:
    a guest is not a member.
    """
    guests = _guests(email, phone)
    orders = list(
        Order.objects.filter(customer__in=guests)
        .order_by("pk")
        .select_for_update(no_key=True, of=["self"])
    )
    if orders:
        paid = sum(order.order_seq is not None for order in orders)
        add_to_count(customer_id, paid)
        ours = [order.pk for order in orders]
        Order.objects.filter(pk__in=ours).update(customer_id=customer_id, order_seq=None)
        count_anew(customer_id)
    Customer.objects.filter(pk__in=guests).delete()
    return len(orders)


def _guests(email: str, phone: str) -> list[int]:
    """A guest with an e-mail is known by it alone: somebody else may have the phone by now."""
    guests = Customer.objects.filter(user=None)
    found: list[int] = []
    if email:
        found += guests.filter(email=email.lower()).values_list("pk", flat=True)
    if phone:
        found += guests.filter(email="", phone=phone).values_list("pk", flat=True)
    return found


def add_to_count(customer_id: int, paid: int) -> None:
    """Holds the counter until the end: an order that is paid meanwhile takes the number after."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO orders_customerorders AS counted (customer_id, paid_orders) VALUES (%s, %s) "
            "ON CONFLICT (customer_id) DO UPDATE SET paid_orders = counted.paid_orders + %s",
            [customer_id, paid, paid],
        )


def count_anew(customer_id: int) -> None:
    paid = Order.objects.filter(customer_id=customer_id, paid_at__isnull=False)
    orders = list(paid.order_by("paid_at", "pk"))
    paid.update(order_seq=None)
    for number, order in enumerate(orders, start=1):
        order.order_seq = number
    Order.objects.bulk_update(orders, ["order_seq"])
