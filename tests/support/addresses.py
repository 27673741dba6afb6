"""Every address that a URL configuration answers, with its placeholders filled."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

_PLACE = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
LEAVE_OUT = ("api/", "failwhale", "test404")


@dataclass(frozen=True, order=True)
class Address:
    path: str
    wagtails: bool  # answered by Wagtail's own view


def every_address(urlconf: str, values: Mapping[str, Sequence[str]]) -> list[Address]:
    """All paths of `urlconf`; a placeholder takes each of the values given for its name or its kind."""
    found = set()
    for route, pattern in _routes(get_resolver(urlconf).url_patterns, "/"):
        if not route.lstrip("/").startswith(LEAVE_OUT):
            wagtails = pattern.lookup_str.startswith("wagtail.")
            found |= {Address(path, wagtails) for path in _filled(route, values)}
    return sorted(found)


def every_route(urlconf: str) -> Iterator[tuple[str, URLPattern]]:
    """Each route of `urlconf`, as the patterns above it and its own are written, with its pattern."""
    return _routes(get_resolver(urlconf).url_patterns, "")


def _routes(
    patterns: Sequence[URLPattern | URLResolver], prefix: str
) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if not isinstance(pattern.pattern, RoutePattern):
            continue  # regular expressions are Wagtail's catch-all and its API
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route, pattern


def _filled(route: str, values: Mapping[str, Sequence[str]]) -> list[str]:
    places = list(_PLACE.finditer(route))
    options = [
        values.get(place["name"]) or values.get(place["kind"] or "str") or ["1"] for place in places
    ]
    paths = []
    for chosen in itertools.product(*options):
        filled = iter(chosen)
        paths.append(_PLACE.sub(lambda _: next(filled), route))  # noqa: B023
    return paths
