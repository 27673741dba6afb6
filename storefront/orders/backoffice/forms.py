from django import forms
from django.utils.translation import gettext_lazy as _


class CancelForm(forms.Form):
    why = forms.CharField(
        label=_("Reason"),
        max_length=200,
        required=False,
        help_text=_("The shopper sees it with the order."),
    )


class OrderSettingsForm(forms.Form):
    unpaid_minutes = forms.IntegerField(
        label=_("Cancel an unpaid order after"),
        min_value=5,
        max_value=60 * 24 * 14,
        help_text=_("Minutes. Until then its goods are kept for the shopper."),
    )
    auto_receive_days = forms.IntegerField(
        label=_("Count a sent order as received after"),
        min_value=1,
        max_value=180,
        help_text=_("Days without a word from the shopper."),
    )
    complete_days = forms.IntegerField(
        label=_("Complete a received order after"),
        min_value=0,
        max_value=180,
        help_text=_("Days in which the shopper can still ask for a refund."),
    )
