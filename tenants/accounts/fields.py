from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .errors import PhoneNotUnderstood
from .phones import normalise_phone


class PhoneField(forms.CharField):
    """A phone number in any usual spelling; cleaned it is E.164."""

    def __init__(self, *, max_length: int = 30, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Phone"))
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}))
        super().__init__(max_length=max_length, **kwargs)

    def clean(self, value: str | None) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return normalise_phone(text)
        except PhoneNotUnderstood as error:
            raise ValidationError(str(error), code=error.code) from None
