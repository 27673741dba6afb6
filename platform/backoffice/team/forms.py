from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.staff.models import Role

# ownership is transferred and never given
GIVEN_ROLES = [(role.value, role.label) for role in Role if role is not Role.OWNER]


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=GIVEN_ROLES, initial=Role.CLERK)


class InviteForm(RoleForm):
    email = forms.EmailField(
        label=_("E-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("They accept with this address on the platform; an account there is free."),
    )
    field_order = ["email", "role"]


class ConfirmForm(forms.Form):
    """A page that only asks: are you sure?"""


class TransferForm(forms.Form):
    confirmation = forms.CharField(
        label=_("E-mail of the new owner, typed out"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )


class RulesForm(forms.Form):
    require_two_factor = forms.BooleanField(
        label=_("Everybody signs in with a second factor or a passkey"), required=False
    )
