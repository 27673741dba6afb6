"""Is it you? Asked before what cannot be taken back (`StaffRequiredMixin.proof_for`)."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from tenants.accounts.requests import signed_in_user, within_limits
from tenants.directory.requests import current_tenant
from tenants.directory.urls import portal_url
from tenants.staff.errors import NotYourPassword, TooManyAttempts
from tenants.staff.proof import note_proof, own_path

from .forms import FormScreen


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class ProofScreen(FormScreen):
    """Who comes from the platform proves it there; who has a password of this shop types it here."""

    title = _("Is it you?")
    intro = _(
        "Nobody else shall do this in your name. You are then not asked again for ten minutes."
    )
    template_name = "backoffice/proof.html"
    form_class = PasswordForm
    submit_label = _("Go on")
    done_message = ""

    def save(self, form: PasswordForm) -> None:
        user = signed_in_user(self.request)
        rates = settings.MALL_STAFF_SIGN_IN_RATES
        if not within_limits(
            self.request, "staff_sign_in", rates=rates, key=user.staff_member.email
        ):  # type: ignore[attr-defined]
            raise TooManyAttempts(field="password")
        if user.public_uuid or not user.check_password(form.cleaned_data["password"]):
            raise NotYourPassword(field="password")
        note_proof(self.request)

    def get_success_url(self) -> str:
        return own_path(self.request.GET.get("next", "")) or reverse("wagtailadmin_home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        there = ""
        if signed_in_user(self.request).public_uuid:
            query = urlencode({"next": self.get_success_url()})
            there = f"{portal_url('proof', current_tenant().slug)}?{query}"
        return super().get_context_data(platform_url=there, **kwargs)
