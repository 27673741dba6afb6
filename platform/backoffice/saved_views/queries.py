"""The part of a list's address that says what is shown and in which order."""

from django.http import QueryDict

NOT_KEPT = ("page", "saved")


def normal(query: str | QueryDict) -> str:
    """Without empty values and the page, by name: two addresses that show the same are equal."""
    given = QueryDict(query) if isinstance(query, str) else query
    kept = QueryDict(mutable=True)
    for name in sorted(given):
        values = [value for value in given.getlist(name) if value]
        if values and name not in NOT_KEPT:
            kept.setlist(name, values)
    return kept.urlencode()
