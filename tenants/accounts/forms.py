"""One field for who somebody is: an e-mail or a phone number."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.app_settings import LoginMethod
from allauth.account.internal.flows.login import derive_login_method
from allauth.core import context
from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from .models import User
from .reauthentication import came_by_code


def contact_field() -> forms.CharField:
    return forms.CharField(
        label=_("E-mail or phone"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )


class _ContactMixin(forms.Form):
    """Turns the field `login` into cleaned `email` or `phone`."""

    def _split_contact(self) -> None:
        login = self.cleaned_data.get("login", "").strip()
        method = derive_login_method(login) if login else None
        email = login.lower() if method is LoginMethod.EMAIL else ""
        phone = _phone(login) if method is LoginMethod.PHONE else ""
        self.cleaned_data.update(email=email, phone=phone)
        if login and not email and not phone:
            self.add_error("login", _("Enter an e-mail address or a phone number."))


def _phone(text: str) -> str:
    from .fields import PhoneField

    return PhoneField().clean(text)


class SignInForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = contact_field()
        self.fields["password"].help_text = ""
        self.order_fields(["login", "password"])

    def user_credentials(self) -> dict[str, str]:
        credentials = super().user_credentials()
        if LoginMethod.PHONE in credentials:
            credentials[LoginMethod.PHONE] = _phone(credentials[LoginMethod.PHONE])
        return credentials


class SignUpForm(_ContactMixin, allauth_forms.SignupForm):
    field_order = ["login", "name", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["email"], self.fields["phone"]
        self.fields["login"] = contact_field()
        self.fields["name"] = forms.CharField(
            label=_("Your name"),
            required=False,
            max_length=80,
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
        )
        self.fields["password1"].help_text = _("At least 8 characters, not only digits.")
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        self._split_contact()
        if self.cleaned_data["email"]:
            self.cleaned_data["email"] = self.clean_email()
        return super().clean() or {}

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """The same address twice at the same moment answers like an address that is taken."""
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)


class RequestCodeForm(_ContactMixin, allauth_forms.RequestLoginCodeForm):
    _user: User | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["email"], self.fields["phone"]
        self.fields["login"] = contact_field()

    def clean(self) -> dict[str, Any]:
        self._split_contact()
        if self.cleaned_data["email"]:
            self.clean_email()
        if self.cleaned_data["phone"]:
            self.clean_phone()
        return super().clean() or {}


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    """Who has just come in by a one-time code need not know the old password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""
        if came_by_code(context.request):
            del self.fields["oldpassword"]
