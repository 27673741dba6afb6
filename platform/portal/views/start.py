"""The sign-up wizard: a page a step, each with an address of its own, so going back just works."""

from typing import Any
from uuid import UUID

from allauth.account.views import SignupView
from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET
from django.views.generic import FormView

from kernel.errors import ExpectedFailure
from tenants.accounts.requests import signed_in_user
from tenants.provisioning.models import Opening
from tenants.provisioning.selectors import opening_progress, slug_problem
from tenants.provisioning.services import ShopRequest, request_shop, start_opening
from tenants.provisioning.slugs import normalise_slug

from ..draft import STEPS, ShopDraft
from ..forms import GoodsForm, LookForm, ShopForm, TradeForm
from ..looks import looks
from ..steps import steps_until
from ..trades import TRADES


def start(request: HttpRequest) -> HttpResponse:
    """Where the wizard was left."""
    draft = ShopDraft.load(request.session)
    return redirect(f"start-{draft.first_open_step(signed_in=request.user.is_authenticated)}")


class AccountStep(SignupView):
    """The account, by allauth's own view; it sends the code and comes back to the next step."""

    template_name = "portal/start/account.html"

    def get_success_url(self) -> str:
        return reverse("start-shop")

    def get_authenticated_redirect_url(self) -> str:
        return reverse("start-shop")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"steps": steps_until("account")}


class DraftStep(FormView):
    """A step that asks part of the draft. It opens once the steps before it are answered."""

    step = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.draft = ShopDraft.load(request.session)
        first = self.draft.first_open_step(signed_in=request.user.is_authenticated)
        if STEPS.index(first) < STEPS.index(self.step):
            return redirect(f"start-{first}")
        return super().dispatch(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        return [f"portal/start/{self.step}.html"]

    def get_initial(self) -> dict[str, Any]:
        return self.draft.defaults()

    def form_valid(self, form: Form) -> HttpResponse:
        for name, value in form.cleaned_data.items():
            setattr(self.draft, name, value)
        self.draft.save(self.request.session)
        return redirect(f"start-{STEPS[STEPS.index(self.step) + 1]}")

    def form_invalid(self, form: Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "draft": self.draft,
            "shop_domain": settings.SHOP_DOMAIN,
            "steps": steps_until(self.step),
            "back": _before(self.step, self.request),
        }


class ShopStep(DraftStep):
    step, form_class = "shop", ShopForm

    def get_form(self, form_class: type[Form] | None = None) -> Form:
        """Shown with its refusal when the address was taken between this step and the last."""
        if self.request.method == "GET" and self.draft.slug:
            return ShopForm(self.draft.defaults())
        return super().get_form(form_class)


class TradeStep(DraftStep):
    step, form_class = "trade", TradeForm
    extra_context = {"trades": TRADES}


class LookStep(DraftStep):
    step, form_class = "look", LookForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"looks": looks()}


class GoodsStep(DraftStep):
    """The last one: its answer opens the shop. Sent twice, it leads to the same opening."""

    step, form_class = "goods", GoodsForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            known = self._opening_of(request.POST.get("key", ""))
            if known:
                return redirect("opening", known.key)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            opening = request_shop(self._wish(demo=form.cleaned_data["goods"] == "sample"))
        except ExpectedFailure as refusal:
            if refusal.field == "slug":
                return redirect("start-shop")
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        start_opening(opening)
        ShopDraft.forget(self.request.session)
        return redirect("opening", opening.key)

    def _wish(self, *, demo: bool) -> ShopRequest:
        draft = self.draft
        return ShopRequest(
            owner=signed_in_user(self.request),
            key=draft.uuid,
            slug=draft.slug,
            name=draft.name,
            trade=draft.trade,
            look=draft.look,
            demo=demo,
            language=draft.language,
            currency=draft.currency,
        )

    def _opening_of(self, key: str) -> Opening | None:
        try:
            progress = opening_progress(UUID(key), signed_in_user(self.request))
        except ValueError:
            return None
        return progress.opening if progress else None


@require_GET
def address(request: HttpRequest) -> HttpResponse:
    """The live check below the address field: may this be mine?"""
    slug = normalise_slug(request.GET.get("slug", ""))
    problem = slug_problem(slug) if slug else None
    return render(
        request,
        "portal/start/address.html",
        {"slug": slug, "problem": problem, "checked": bool(slug)},
    )


def _before(step: str, request: HttpRequest) -> str:
    """The address of the step before, which is not the account once there is one."""
    position = STEPS.index(step)
    if position == 0 or (STEPS[position - 1] == "account" and request.user.is_authenticated):
        return ""
    return reverse(f"start-{STEPS[position - 1]}")
