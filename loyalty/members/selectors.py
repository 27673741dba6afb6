from django.db import connection
from django.db.models import Q, QuerySet

from storefront.customers.models import Customer
from tenants.directory.near_cache import NearCache

from .models import Member

MOST_KNOWN_TAGS = 300


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


def _load_tags() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tag FROM members_member, unnest(tags) AS tag "
            "GROUP BY tag ORDER BY count(*) DESC, tag LIMIT %s",
            [MOST_KNOWN_TAGS],
        )
        return tuple(row[0] for row in cursor.fetchall())


tags_cache: NearCache[tuple[str, ...]] = NearCache("member_tags", _load_tags, seconds=60)


def known_tags() -> tuple[str, ...]:
    """The tags that members have, the most used first; remembered for a minute."""
    return tags_cache.get()


def code_of(customer: Customer) -> str | None:
    """The text of the customer's member code; None for a guest."""
    from .services import member_of

    member = member_of(customer)
    return member.code if member else None
