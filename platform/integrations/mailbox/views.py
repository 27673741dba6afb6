from dataclasses import asdict
from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import store

_NOTHING_RUNS = (
    "default-src 'none'; img-src http: https: data:; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)


@never_cache
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """What would have been sent, newest first. Exists in development only."""
    if not settings.MALL_DEVELOPMENT:
        raise Http404
    address, kind = request.GET.get("address", "").strip(), request.GET.get("kind", "")
    messages = store.messages(address=address, kind=kind)
    if request.GET.get("format") == "json":
        return JsonResponse({"messages": [asdict(message) for message in messages]})
    rows = [(message, datetime.fromtimestamp(message.at, UTC)) for message in messages]
    return render(request, "mailbox/mailbox.html", {"rows": rows, "address": address, "kind": kind})


@never_cache
@require_safe
def mail_html(request: HttpRequest, message_id: str) -> HttpResponse:
    """The designed part of a mail, as a mail program shows it: nothing runs, links open beside it."""
    message = store.message_by_id(message_id) if settings.MALL_DEVELOPMENT else None
    if message is None or not message.html:
        raise Http404
    response = HttpResponse(message.html.replace("<head>", '<head><base target="_blank">', 1))
    response["Content-Security-Policy"] = _NOTHING_RUNS
    return response
