"""What modules say about their data. Filled in `AppConfig.ready`.

left_out: tables that never go into an archive: sessions, secrets, one-time codes. Nothing else may point to them.
readable_tables: lists for people in an owner's download, each a CSV file (backoffice.sheets makes one).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tenants.directory.models import Tenant


@dataclass(frozen=True)
class ReadableTable:
    """`name` of the file without `.csv`. `pieces(tenant)` is asked inside the shop and yields the file bit by bit."""

    name: str
    pieces: Callable[[Tenant], Iterable[bytes]]


left_out: set[str] = {
    "account_emailconfirmation",
    "django_session",
    "mfa_authenticator",
    "staff_invitation",
    "staff_spentnonce",
    "usersessions_usersession",
    "wagtailadmin_editingsession",
    "wagtailadmin_formstate",
    "wagtailcore_apitoken",
    "wagtailcore_uploadedfile",
}
readable_tables: list[ReadableTable] = []
