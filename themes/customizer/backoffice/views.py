from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from backoffice.screens import FormScreen
from tenants.directory.requests import current_tenant
from tenants.directory.urls import shop_url
from themes.customizer.preview import preview_token
from themes.customizer.selectors import chosen_look
from themes.customizer.services import choose_theme
from themes.engine.packs import ThemePack
from themes.engine.tokens import FONTS

from .forms import LookForm, packs


class LookScreen(FormScreen):
    """Choose the theme and change its tokens. "Preview" opens the shop in them and publishes nothing."""

    title = _("Theme and colours")
    intro = _("Try a look in your own shop; nobody else sees it until you publish it.")
    permission = "customizer.change_themesettings"
    form_class = LookForm
    template_name = "customizer/backoffice/look.html"
    submit_label = _("Publish")
    done_message = _("Your shop has its new look.")

    def get_back(self) -> tuple[Any, str]:
        return _("Design"), reverse("backoffice:design")

    def get_success_url(self) -> str:
        return self.request.path

    def get_form_kwargs(self) -> dict[str, Any]:
        pack, values = chosen_look()
        return {
            **super().get_form_kwargs(),
            "pack": pack,
            "initial": {"theme": pack.code, **values},
        }

    def form_valid(self, form: LookForm) -> HttpResponse:
        return self._preview(form) if "preview" in self.request.POST else super().form_valid(form)

    def save(self, form: LookForm) -> None:
        choose_theme(form.cleaned_data["theme"], tokens=form.tokens())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        radios = zip(packs(), context["form"]["theme"], strict=True)
        looks = [{"radio": radio, "pack": pack, "own": _own(pack)} for pack, radio in radios]
        return {**context, "looks": looks, "fonts": FONTS}

    def _preview(self, form: LookForm) -> HttpResponse:
        """A page that leads on: the policy of these pages lets no form end on another host."""
        token = preview_token(form.cleaned_data["theme"], form.tokens())
        address = shop_url(current_tenant(), "theme-preview")
        context = {"address": f"{address}?{urlencode({'token': token})}"}
        return render(self.request, "customizer/backoffice/to_preview.html", context)


def _own(pack: ThemePack) -> dict[str, str | int]:
    """The theme's own values, which its picture is drawn in and "Theme's own" goes back to."""
    return {name.replace("-", "_"): token.default for name, token in pack.tokens.items()}
