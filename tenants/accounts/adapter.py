"""How allauth signs people in here: by e-mail or phone, in the shop's name, with codes and no links."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from integrations.mail.services import send_mail
from integrations.sms.services import send_sms
from tenants.directory.hosts import HostKind
from tenants.directory.requests import host_kind_of

from . import ports
from .fields import PhoneField
from .models import User
from .site import Site, current_site

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    # --- where people go -----------------------------------------------------------------------
    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account" if host_kind_of(request) is HostKind.SHOP else "shops")

    get_signup_redirect_url = get_login_redirect_url
    get_password_change_redirect_url = get_login_redirect_url

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        signed_in = self.request.user.is_authenticated
        return self.get_login_redirect_url(self.request) if signed_in else reverse("account_login")

    # --- people --------------------------------------------------------------------------------
    def save_user(
        self, request: HttpRequest, user: User, form: forms.Form, commit: bool = True
    ) -> User:
        user.name = form.cleaned_data.get("name", "")
        user = super().save_user(request, user, form, commit)
        if commit:
            for react in ports.after_sign_up:
                react(request, user)
        return user

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Who comes by a code has proven the address.

        A password set before that is void: else somebody could sign up with another's address, wait for them,
        and share the account.
        """
        codes = [r for r in get_authentication_records(request, user) if r["method"] == "code"]
        if codes:
            _address_is_proven(user, codes[-1].get("email", ""))
            if user.last_login is None and user.has_usable_password():
                user.set_unusable_password()
                user.save(update_fields=["password"])
        return super().pre_login(request, user, **kwargs)

    def set_password(self, user: User, password: str) -> None:
        """Sessions on this host end by themselves, as they are made with the password."""
        super().set_password(user, password)
        for react in ports.after_new_password:
            react(user)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        for react in ports.after_sign_in:
            try:
                react(request, user)
            except Exception:
                log.exception("after_sign_in: %s", react)
        return super().post_login(request, user, **kwargs)

    def get_login_stages(self) -> list[str]:
        stages = [
            "allauth.account.stages.LoginByCodeStage",
            "allauth.account.stages.PhoneVerificationStage",
            "tenants.accounts.stages.EmailVerificationStage",
        ]
        if host_kind_of(self.request) is HostKind.PORTAL:
            stages.append("tenants.accounts.stages.SecondFactorStage")
        return stages

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        confirmed = super().confirm_email(request, email_address)
        if confirmed:
            _contact_changed(User.objects.get(pk=email_address.user_id))
        return confirmed

    # --- phones --------------------------------------------------------------------------------
    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        return PhoneField(**kwargs)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(phone=phone).first()

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified_at is not None) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        user.phone = phone
        user.phone_verified_at = timezone.now() if verified else None
        user.save(update_fields=["phone", "phone_verified_at"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        self.set_phone(user, phone, True)
        _contact_changed(user)

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        self._text(phone, "account/sms/code.txt", code=code)

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        self._text(phone, "account/sms/unknown_account.txt")

    def send_account_already_exists_sms(self, phone: str) -> None:
        self._text(phone, "account/sms/account_already_exists.txt")

    # --- messages ------------------------------------------------------------------------------
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Rendered in the reader's language; links come from the directory, never from the request."""
        site = self._site()
        names = {**context, "email": email, "site": site}
        send_mail(
            to=email,
            subject=f"[{site.name}] {_one_line(f'{template_prefix}_subject.txt', names)}",
            text=render_to_string(f"{template_prefix}_message.txt", names).strip() + "\n",
            from_name=site.name,
        )

    def send_account_already_exists_mail(self, email: str) -> None:
        self.send_mail("account/email/account_already_exists", email, {})

    def _text(self, phone: str, template: str, **names: Any) -> None:
        send_sms(to=phone, text=_one_line(template, {**names, "site": self._site()}))

    def _site(self) -> Site:
        return current_site(allauth_context.request)


def _address_is_proven(user: User, email: str) -> None:
    """People made by a command or by staff have no row of allauth's for their e-mail yet."""
    if email and email == user.email:
        EmailAddress.objects.get_or_create(
            user=user, email=email, defaults={"verified": True, "primary": True}
        )


def _contact_changed(user: User) -> None:
    for react in ports.after_contact_change:
        react(user)


def _one_line(template: str, names: dict[str, Any]) -> str:
    return " ".join(render_to_string(template, names).split())
