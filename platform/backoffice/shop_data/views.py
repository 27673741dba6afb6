from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView

from backoffice.access import StaffRequiredMixin, acting
from backoffice.screens.base import Screen
from kernel.errors import ExpectedFailure
from kernel.states import MoveRefused
from tenants.accounts.requests import client_address, signed_in_user
from tenants.audit.models import Verb
from tenants.audit.requests import actor_of
from tenants.audit.services import record
from tenants.backups.models import ShopExport
from tenants.backups.selectors import downloadable, exports_of
from tenants.backups.services import note_download, order_export
from tenants.backups.services.exports import Person, file_of
from tenants.directory.requests import current_tenant
from tenants.staff.models import Role


class OwnerOnly(StaffRequiredMixin):
    """All the shop's data is the owner's alone, whatever other roles may be given."""

    permission = "profile.change_shopprofile"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        member = getattr(request.user, "staff_member", None)
        if member is None or member.role != Role.OWNER or member.ended_at:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class DataScreen(OwnerOnly, Screen, TemplateView):
    """Order a download; see how far it is, and the earlier ones."""

    template_name = "backoffice/data.html"
    proof_for = ("POST",)
    title = _("Data")
    intro = _("Everything your shop has, as one file that is yours to keep.")

    def get_template_names(self) -> list[str]:
        if "HX-Request" in self.request.headers:
            return ["backoffice/parts/exports.html"]
        return [self.template_name]

    def get_back(self) -> tuple[Any, str]:
        return _("Settings"), reverse("backoffice:settings")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        exports = exports_of(current_tenant())
        running = any(export.state in ("ordered", "running") for export in exports)
        me = signed_in_user(self.request).pk
        return super().get_context_data(exports=exports, running=running, me=me, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            export = order_export(
                current_tenant(), _person(request), language=get_language() or "en"
            )
        except ExpectedFailure as refusal:
            messages.error(request, str(refusal))
        else:
            _trail(request, export)
            messages.success(
                request, _("We are preparing your data and will write to you when it is ready.")
            )
        return HttpResponseRedirect(reverse("backoffice:data"))


class ExportFile(OwnerOnly, View):
    """The file itself, for the person who ordered it and until it expires; each download is written down."""

    proof_for = ("GET",)
    proof_returns_to = reverse_lazy("backoffice:data")

    def get(self, request: HttpRequest, key: UUID) -> FileResponse:
        tenant, person = current_tenant(), _person(request)
        export = downloadable(tenant, person.user_id, str(key))
        if export is None or not file_of(export).is_file():
            raise Http404
        try:
            note_download(export, person)
        except MoveRefused:  # expired just now
            raise Http404 from None
        _trail(request, export)
        day = timezone.localdate(export.ordered_at)
        response = FileResponse(
            file_of(export).open("rb"),
            as_attachment=True,
            filename=f"{tenant.slug}-{day:%Y-%m-%d}.zip",
        )
        response.headers["Cache-Control"] = "private, no-store"
        return response


def _trail(request: HttpRequest, export: ShopExport) -> None:
    """The shop's own trail names it too: ordered, or taken away."""
    record(
        actor_of(request),
        verb=Verb.EXPORTED,
        model=ShopExport._meta.label_lower,
        object_id=export.pk,
        text=str(_("all data")),
    )


def _person(request: HttpRequest) -> Person:
    user = signed_in_user(request)
    return Person(
        user_id=user.pk,
        name=acting(request),
        email=user.staff_member.email,
        address=client_address(request),
    )
