from django.db.models import Q, QuerySet

from storefront.customers.models import Customer

from .models import Member


def member_for_customer(customer_id: int | None) -> Member | None:
    """The membership of a customer, if there is one; makes none."""
    return Member.objects.filter(customer_id=customer_id).first() if customer_id else None


def member_by_code(code: str) -> Member | None:
    """Whose member code was scanned or typed."""
    plain = code.strip().upper().replace(" ", "").replace("-", "")
    return Member.objects.select_related("customer").filter(code=plain).first()


def members_for_staff(*, query: str = "") -> QuerySet[Member]:
    """Newest first, with customer; `query` looks in number, name, e-mail and phone."""
    members = Member.objects.select_related("customer").order_by("-joined_at", "-pk")
    return members.filter(matching(query)) if query.strip() else members


def matching(query: str) -> Q:
    """Members whose number or code it is, or whose name, e-mail or phone it is a part of."""
    query = query.strip()
    return (
        Q(number=query)
        | Q(code=query.upper())
        | Q(customer__name__icontains=query)
        | Q(customer__email__icontains=query)
        | Q(customer__phone__icontains=query)
    )


def code_of(customer: Customer) -> str | None:
    """The text of the customer's member code; None for a guest."""
    from .services import member_of

    member = member_of(customer)
    return member.code if member else None
