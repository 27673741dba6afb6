"""The root of all pages and the home pages below it: the shop begins there, so they stay where they are."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

HOME_DEPTH = 2  # the root has 1
ACTS = ("copy", "delete", "move", "move_confirm", "unpublish")
ADDRESSES = frozenset(f"wagtailadmin_pages:{act}" for act in ACTS)


def refuse_to_part(request: HttpRequest, kwargs: dict[str, Any]) -> HttpResponse | None:
    """An answer that says why, if such a page was to go, to move or to be copied; else none."""
    match = request.resolver_match
    if match is None or match.view_name not in ADDRESSES:
        return None
    pk = kwargs.get("page_id") or kwargs.get("page_to_move_id")
    if not Page.objects.filter(pk=pk, depth__lte=HOME_DEPTH).exists():
        return None
    text = _("The home page stays: your shop begins there. Change what it shows instead.")
    messages.error(request, text)
    return redirect("backoffice:design")
