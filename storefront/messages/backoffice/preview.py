"""Each mail as a shopper would see it: the mail itself in a frame in which nothing runs."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from backoffice.access import staff_view
from backoffice.screens.base import Screen
from kernel.errors import ExpectedFailure
from storefront.messages import services
from storefront.messages.kinds import KINDS, Kind
from storefront.messages.letters import Letter, sample_letter
from tenants.accounts.requests import signed_in_user, within_limits
from tenants.directory.urls import current_shop_origin
from tenants.profile.selectors import current_profile

PERMISSION = "profile.change_shopprofile"
TRIALS = "10/10m/key"


class MailPreview(Screen, View):
    permission = PERMISSION

    def get(self, request: HttpRequest, kind: str, language: str) -> HttpResponse:
        self.kind, self.language = kind, language
        self.letter = _sample(kind, language)
        return render(request, "messages/backoffice/preview.html", self.get_context_data())

    def get_title(self) -> str:
        return str(Kind(self.kind).label)

    def get_back(self) -> tuple[str, str]:
        return _("Messages"), reverse("messages:settings")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = dict(settings.LANGUAGES)
        return super().get_context_data(
            kind=self.kind,
            language=self.language,
            letter=self.letter,
            languages=[(code, names[code]) for code in current_profile().languages],
            address=_own_address(self.request),
            **kwargs,
        )


@require_safe
@staff_view(PERMISSION)
def mail_sample(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """The mail alone. Nothing in it may run, be sent, or come from elsewhere than the shop."""
    html = _sample(kind, language).html.replace("<head>", '<head><base target="_blank">', 1)
    response = HttpResponse(html)
    response["Content-Security-Policy"] = (
        f"default-src 'none'; img-src {current_shop_origin()}; style-src 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
        "sandbox allow-popups allow-popups-to-escape-sandbox"
    )
    return response


@require_POST
@staff_view(PERMISSION)
def send_trial(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    _sample(kind, language)
    address = _own_address(request)
    person = str(signed_in_user(request).pk)
    if not within_limits(request, "mail_trial", rates=TRIALS, key=person):
        messages.error(request, _("Too many test mails. Try it again in ten minutes."))
    elif not address:
        messages.error(request, _("Your account has no e-mail address."))
    else:
        _send(request, kind, language, address)
    return redirect("messages:preview", kind, language)


def _own_address(request: HttpRequest) -> str:
    """The user row of staff owns no address (ADR 9)."""
    member = getattr(signed_in_user(request), "staff_member", None)
    return member.email if member else ""


def _send(request: HttpRequest, kind: str, language: str, address: str) -> None:
    try:
        services.send_test_mail(kind, language, to=address)
    except ExpectedFailure as failure:
        messages.error(request, str(failure))
    else:
        text = _("The test mail is on its way to %(address)s.")
        messages.success(request, text % {"address": address})


def _sample(kind: str, language: str) -> Letter:
    if kind not in KINDS or language not in current_profile().languages:
        raise Http404
    return sample_letter(kind, language)
