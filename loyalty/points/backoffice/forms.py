from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from backoffice.fields import MoneyField
from loyalty.points.models import PointsRules
from loyalty.points.selectors import EDITABLE


def _new_key() -> str:
    return uuid4().hex


class AdjustForm(forms.Form):
    """Adding or taking points by hand; `key` makes pressing twice one change."""

    direction = forms.ChoiceField(
        label=_("What to do"),
        choices=[("give", _("give points")), ("take", _("take points"))],
        initial="give",
        widget=forms.RadioSelect,
    )
    amount = forms.IntegerField(label=_("Points"), min_value=1, max_value=10_000_000)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("Kept with your name in the member's time line; the member sees it too."),
    )
    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput, initial=_new_key)

    def signed_amount(self) -> int:
        amount: int = self.cleaned_data["amount"]
        return amount if self.cleaned_data["direction"] == "give" else -amount


class RulesForm(forms.ModelForm):
    earn_per_minor = MoneyField(label=_("for each amount paid"), smallest_minor=1)
    spend_value_minor = MoneyField(label=_("are worth"), smallest_minor=1)

    class Meta:
        model = PointsRules
        fields = EDITABLE
