"""Members as a list for a person, in the download of all the shop's data."""

from collections.abc import Iterable, Iterator

from backoffice.sheets import csv_pieces
from tenants.directory.models import Tenant

from .models import Member


def members(tenant: Tenant) -> Iterable[bytes]:
    return csv_pieces(_rows())


def _rows() -> Iterator[list[object]]:
    yield ["number", "name", "email", "phone", "language", "member_since", "tags"]
    for member in Member.objects.select_related("customer").order_by("pk").iterator(500):
        customer = member.customer
        yield [
            member.number,
            customer.name,
            customer.email,
            customer.phone,
            customer.language,
            member.joined_at.isoformat(timespec="seconds"),
            ", ".join(member.tags),
        ]
