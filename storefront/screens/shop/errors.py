import logging

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseServerError
from django.shortcuts import render

log = logging.getLogger(__name__)
PLAIN_500 = "<!doctype html><meta charset=utf-8><title>500</title><p>Please try again in a moment. 请稍后再试。"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """In the shop's own look, with a search field."""
    return HttpResponseNotFound(render(request, "shop/404.html").content)


def server_error(request: HttpRequest) -> HttpResponse:
    """In the shop's own look; in plain words when even that cannot be made."""
    try:
        return HttpResponseServerError(render(request, "shop/500.html").content)
    except Exception:  # whatever broke the page may break this one too
        log.exception("the themed error page failed")
        return HttpResponseServerError(PLAIN_500)
