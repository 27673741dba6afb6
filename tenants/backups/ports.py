"""What modules say about their data. Filled in `AppConfig.ready`.

left_out: tables that never go into an archive: sessions, secrets, one-time codes. Nothing else may point to them.
readable_tables: lists for people in an owner's download, each a CSV file.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Row = Sequence[object]


@dataclass(frozen=True)
class ReadableTable:
    """`name` of the file without `.csv`; `rows()` yields the heading first and must not gather them in memory."""

    name: str
    rows: Callable[[], Iterable[Row]]


left_out: set[str] = {
    "account_emailconfirmation",
    "django_session",
    "mfa_authenticator",
    "staff_spentnonce",
    "usersessions_usersession",
    "wagtailadmin_editingsession",
    "wagtailadmin_formstate",
    "wagtailcore_apitoken",
    "wagtailcore_uploadedfile",
}
readable_tables: list[ReadableTable] = []
