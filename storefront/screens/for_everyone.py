"""Pages that are the same for everybody, and what of their address counts."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from .listing import OPTION

View = Callable[..., HttpResponse]
MARK = "is_for_everyone"
KNOWN = frozenset(("page", "sort", "min", "max", "q", "variant", "option1", "option2", "option3"))


def for_everyone(view: View) -> View:
    """The page shows nothing of who asks, so that it is made once and kept (docs/rules/page-cache.md).

    It sees only the parameters it may know: what else is in the address neither changes the page nor makes another
    one, so nobody can slip something into a page that others are shown.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        known = known_query(request.GET)
        request.GET = known  # type: ignore[assignment]  # Django caches it as a property
        request.META["QUERY_STRING"] = known.urlencode()
        response = view(request, *args, **kwargs)
        setattr(response, MARK, True)
        return response

    return answer


def known_query(given: QueryDict) -> QueryDict:
    """The parameters that pages understand, in a fixed order; empty ones are left out."""
    known = QueryDict(mutable=True)
    for name in sorted(given):
        values = [value for value in given.getlist(name) if value]
        if values and (name in KNOWN or name.startswith(OPTION)):
            known.setlist(name, values)
    known._mutable = False
    return known
