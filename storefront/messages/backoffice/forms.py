from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings as django_settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from storefront.messages.kinds import SHOPPERS_KINDS, Kind, MailKind
from storefront.messages.models import MessageSettings
from storefront.messages.selectors import Occasion

WORDS_LENGTH, MOST_ADDRESSES = 300, 10


class AddressesField(forms.CharField):
    """E-mail addresses, one a line; commas do as well."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value).replace(",", "\n").replace("，", "\n")
        addresses = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
        for address in addresses:
            try:
                validate_email(address)
            except ValidationError:
                refusal = _("%(address)s is not an e-mail address.")
                raise ValidationError(refusal % {"address": address}) from None
        if len(addresses) > MOST_ADDRESSES:
            raise ValidationError(_("Ten addresses at most."))
        return addresses

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class MessageSettingsForm(forms.Form):
    """A switch and the shop's own words for each kind, in each of the shop's languages."""

    reply_to = forms.EmailField(
        label=_("Answers go to"),
        required=False,
        help_text=_(
            "Where a shopper’s answer to a mail arrives. Empty: the shop’s contact e-mail."
        ),
    )
    staff_addresses = AddressesField(
        label=_("Tell these addresses about new orders"),
        required=False,
        help_text=_(
            "One a line, ten at most. They get a mail when an order is paid. Empty: nobody does."
        ),
    )

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        names = dict(django_settings.LANGUAGES)
        for kind in SHOPPERS_KINDS:
            self.fields[f"send_{kind.code}"] = forms.BooleanField(
                label=_("Send this mail"), required=False, help_text=str(kind.when)
            )
            for language in languages:
                self.fields[_words_name(kind, language)] = forms.CharField(
                    label=_("Your own words, in %(language)s") % {"language": names[language]},
                    required=False,
                    max_length=WORDS_LENGTH,
                    widget=forms.Textarea(attrs={"rows": 2}),
                )

    def kinds(self) -> Iterator[dict[str, Any]]:
        """For the template: each kind with its fields and the languages of its preview."""
        for kind in SHOPPERS_KINDS:
            yield {
                "code": kind.code,
                "name": Kind(kind.code).label,
                "switch": self[f"send_{kind.code}"],
                "words": [self[_words_name(kind, language)] for language in self.languages],
            }

    def off(self) -> list[str]:
        return [k.code for k in SHOPPERS_KINDS if not self.cleaned_data[f"send_{k.code}"]]

    def words(self) -> dict[str, dict[str, str]]:
        return {
            kind.code: {
                language: self.cleaned_data[_words_name(kind, language)]
                for language in self.languages
            }
            for kind in SHOPPERS_KINDS
        }

    @staticmethod
    def initial_of(settings: MessageSettings, languages: list[str]) -> dict[str, Any]:
        switches = {f"send_{kind.code}": kind.code not in settings.off for kind in SHOPPERS_KINDS}
        words = {
            _words_name(kind, language): settings.words_for(kind.code, language)
            for kind in SHOPPERS_KINDS
            for language in languages
        }
        more = {"reply_to": settings.reply_to, "staff_addresses": settings.staff_addresses}
        return switches | words | more


class SendAgainForm(forms.Form):
    occasion = forms.ChoiceField(label=_("Mail"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, occasions: list[Occasion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(f"{kind}:{about}", _occasion_name(kind, about)) for kind, about in occasions]
        self.fields["occasion"].choices = choices  # type: ignore[attr-defined]
        self.fields["occasion"].initial = choices[-1][0] if choices else None

    def chosen(self) -> Occasion:
        kind, _colon, about = self.cleaned_data["occasion"].partition(":")
        return kind, about


def _words_name(kind: MailKind, language: str) -> str:
    return f"words_{kind.code}_{language}"


def _occasion_name(kind: str, about: str) -> str:
    label = Kind(kind).label
    return f"{label} ({about})" if about else str(label)
