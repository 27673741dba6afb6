from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from themes.engine.packs import ThemePack, theme_packs
from themes.engine.tokens import Token, TokenRefused

FONT_NAMES = {
    "sans": pgettext_lazy("font", "Clear"),
    "humanist": pgettext_lazy("font", "Warm"),
    "serif": pgettext_lazy("font", "Classic"),
    "didone": pgettext_lazy("font", "Elegant"),
    "rounded": pgettext_lazy("font", "Soft"),
}
WIDGETS = {"colour": "color", "length": "range"}


class LookForm(forms.Form):
    """A theme and a value for each of its tokens; the theme's own rules check them."""

    theme = forms.ChoiceField(
        label=_("Theme"),
        choices=lambda: [(pack.code, pack.name_in(_language())) for pack in packs()],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, pack: ThemePack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pack = theme_packs().get(self.data.get("theme", pack.code), pack)
        for name, token in self.pack.tokens.items():
            self.fields[name] = field_for(token)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, token in self.pack.tokens.items():
            try:
                cleaned[name] = token.check(cleaned[name]) if name in cleaned else None
            except TokenRefused as refusal:
                self.add_error(name, str(refusal))
        return cleaned

    def tokens(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.pack.tokens}

    def token_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.pack.tokens]


def packs() -> list[ThemePack]:
    """Trade themes first, the neutral one last."""
    base, *others = theme_packs().values()
    return [*others, base]


def field_for(token: Token) -> forms.Field:
    label = token.labels.get(_language(), token.name)
    if token.kind == "font":
        return forms.ChoiceField(label=label, choices=list(FONT_NAMES.items()))
    attrs: dict[str, Any] = {"type": WIDGETS[token.kind]}
    if token.kind == "length":
        attrs |= {"min": token.minimum, "max": token.maximum}
    return forms.CharField(label=label, max_length=20, widget=forms.TextInput(attrs=attrs))


def _language() -> str:
    return get_language() or "en"
