from dataclasses import asdict
from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import store


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
