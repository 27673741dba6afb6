"""Links to the pages of a list, around the current one."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

NEIGHBOURS = 1


@dataclass(frozen=True)
class PageLink:
    """A gap between pages has neither label nor url."""

    label: str = ""
    url: str = ""
    current: bool = False


@dataclass(frozen=True)
class PageLinks:
    count: int
    links: tuple[PageLink, ...]
    previous: str
    next: str


def page_links(request: HttpRequest, page: int, count: int) -> PageLinks:
    """First, last, and those beside the current page; everything else of the query string stays."""
    urls = {number: _url(request.GET, number) for number in _shown(page, count)}
    return PageLinks(
        count=count,
        links=tuple(_with_gaps(urls, page)),
        previous=urls.get(page - 1, ""),
        next=urls.get(page + 1, ""),
    )


def _shown(page: int, count: int) -> list[int]:
    near = range(page - NEIGHBOURS, page + NEIGHBOURS + 1)
    return [n for n in range(1, count + 1) if n in (1, count) or n in near]


def _with_gaps(urls: dict[int, str], page: int):
    before = 0
    for number, url in urls.items():
        if number > before + 1:
            yield PageLink()
        yield PageLink(str(number), url, number == page)
        before = number


def _url(query: QueryDict, page: int) -> str:
    changed = query.copy()
    changed["page"] = str(page)
    if page == 1:
        del changed["page"]
    return "?" + changed.urlencode()
