from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tenants.directory.urls import current_shop_origin
from tenants.profile.middleware import PREFIXES
from tenants.profile.selectors import current_profile

from ..sitemap import SitemapEntry, page_count, pages_first, products_of

NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
XHTML = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index; ?page=1 is what the shop designed, from ?page=2 on its products."""
    pages, asked = page_count(), request.GET.get("page", "")
    if not asked:
        return _xml(_index(pages))
    if not (asked.isascii() and asked.isdigit() and 1 <= int(asked[:6]) <= pages):
        raise Http404
    page = int(asked[:6])
    return _xml(_page(pages_first() if page == 1 else products_of(page - 1)))


def _xml(lines: Iterator[str]) -> HttpResponse:
    body = '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines) + "\n"
    return HttpResponse(body, content_type="application/xml; charset=utf-8")


def _index(pages: int) -> Iterator[str]:
    yield f"<sitemapindex {NAMESPACE}>"
    for page in range(1, pages + 1):
        yield f"<sitemap><loc>{current_shop_origin()}/sitemap.xml?page={page}</loc></sitemap>"
    yield "</sitemapindex>"


def _page(entries: list[SitemapEntry]) -> Iterator[str]:
    yield f"<urlset {NAMESPACE} {XHTML}>"
    for entry in entries:
        yield from _urls(entry)
    yield "</urlset>"


def _urls(entry: SitemapEntry) -> Iterator[str]:
    """One <url> a language, each naming all of them."""
    urls = _addresses(entry)
    changed = f"<lastmod>{entry.changed_at:%Y-%m-%d}</lastmod>" if entry.changed_at else ""
    links = ""
    if len(urls) > 1:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(url)}/>'
            for code, url in urls.items()
        )
    for url in urls.values():
        yield f"<url><loc>{escape(url)}</loc>{changed}{links}</url>"


def _addresses(entry: SitemapEntry) -> dict[str, str]:
    spoken = current_profile().languages
    codes = [code for code in spoken if not entry.languages or code in entry.languages]
    origin = current_shop_origin()
    if len(spoken) < 2:
        return dict.fromkeys(codes, origin + entry.path)
    return {code: f"{origin}/{PREFIXES[code]}{entry.path}" for code in codes}
