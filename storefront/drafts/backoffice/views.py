from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from backoffice.access import acting
from backoffice.screens import FormScreen, ListScreen, Tab
from backoffice.screens.base import Screen
from storefront.customers.models import Customer
from storefront.drafts import selectors, services
from storefront.drafts.models import Draft
from storefront.drafts.states import DraftState

from .editor import editor_context

WORK = "drafts.change_draft"


class DraftList(ListScreen):
    title = gettext_lazy("Draft orders")
    intro = gettext_lazy("Orders you put together for somebody, until they are placed.")
    permission = "drafts.view_draft"
    template_name = "drafts/backoffice/list.html"

    def get_back(self) -> tuple[str, str]:
        return _("Orders"), reverse("orders:list")

    def get_tabs(self) -> list[Tab]:
        labels = {
            "": _("Not yet placed"),
            "expired": _("Expired"),
            DraftState.PLACED: _("Became orders"),
            DraftState.DISCARDED: _("Thrown away"),
        }
        return [Tab(str(v), label, selectors.drafts(tab=v).count()) for v, label in labels.items()]

    def get_rows(self) -> QuerySet[Draft]:
        return selectors.drafts(tab=self.request.GET.get("state", ""))


class StartScreen(FormScreen):
    """A new draft, for the customer who is named in the address."""

    permission = "drafts.add_draft"
    intro = gettext_lazy("On the next page you choose the goods, their prices and who gets them.")
    form_class = forms.Form
    submit_label = gettext_lazy("Begin")
    done_message = ""

    @property
    def customer(self) -> Customer | None:
        asked = self.request.POST.get("customer") or self.request.GET.get("customer", "")
        known = asked.isdecimal() and len(asked) < 19
        return Customer.objects.filter(pk=int(asked)).first() if known else None

    def get_title(self) -> str:
        if self.customer:
            return _("Order for %(name)s") % {"name": self.customer}
        return _("New draft order")

    def get_back(self) -> tuple[str, str]:
        return _("Draft orders"), reverse("drafts:list")

    def save(self, form: forms.Form) -> None:
        self.draft = services.start_draft(by=acting(self.request), customer=self.customer)

    def get_success_url(self) -> str:
        return reverse("drafts:draft", args=[self.draft.reference])


class DraftScreen(Screen, TemplateView):
    """Everything about one draft on one page; each part is a small form of its own."""

    permission = WORK
    template_name = "drafts/backoffice/draft.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        draft = self.draft
        if draft.state == DraftState.PLACED and draft.order:
            return redirect("orders:detail", draft.order.number)
        if draft.state != DraftState.OPEN:
            raise Http404
        return super().get(request, *args, **kwargs)

    @property
    def draft(self) -> Draft:
        if not hasattr(self, "_draft"):
            drafts = Draft.objects.select_related("customer", "cart", "order")
            self._draft = self.fetch(
                drafts.prefetch_related("prices", "entries"), reference=self.kwargs["reference"]
            )
        return self._draft

    def get_title(self) -> str:
        return _("Draft order %(reference)s") % {"reference": self.draft.reference}

    def get_back(self) -> tuple[str, str]:
        return _("Draft orders"), reverse("drafts:list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, **editor_context(self.request, self.draft, **kwargs)}
