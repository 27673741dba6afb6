"""Correcting who an order is for and where it goes."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backoffice.access import acting, staff_view
from backoffice.ports import Action
from storefront.customers.address_fields import RegionForm, check_postcode, follow_country
from storefront.customers.countries import country_choices
from storefront.customers.models import Address
from storefront.customers.regions import region_key
from storefront.orders import services as orders
from storefront.orders.backoffice.views import OrderForm
from storefront.orders.models import Order
from storefront.orders.states import OrderState
from storefront.shipping.selectors import countries_served, freight_remark
from tenants.accounts.errors import PhoneNotUnderstood
from tenants.accounts.phones import normalise_phone

CHANGE = "orders.change_order"
PLACE = (
    *("name", "phone", "country", "region", "city"),
    *("district", "line1", "line2", "postcode"),
)


def correct_action(order: Order) -> Action | None:
    if order.state == OrderState.CANCELLED:
        return None
    may_move = orders.may_change_address(order)
    return Action(
        position=65,
        label=_("Correct address or contact") if may_move else _("Correct the contact"),
        url=reverse("shipping:correction", args=[order.number]),
        permission=CHANGE,
    )


@staff_view(CHANGE)
def regions(request: HttpRequest) -> HttpResponse:
    """The province field of another country."""
    asked = request.GET
    form = RegionForm(asked.get("country", "")[:2], asked.get("name", "country")[:40])
    return render(request, "backoffice/parts/region.html", {"field": form["region"]})


class CorrectionForm(forms.ModelForm):
    """The address of what has not left, and how the shopper is reached.

    Where shopper and recipient have the same name or phone they are one field, and stay the same.
    """

    email = forms.EmailField(label=_("E-mail"), required=False)
    contact_name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=80)
    contact_phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    why = forms.CharField(label=_("Reason"), max_length=150, required=False)
    mail_again = forms.BooleanField(label=_("Mail the confirmation again"), required=False)

    class Meta:
        model = Address
        fields = PLACE

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        first = {"email": order.email, "contact_name": order.name, "contact_phone": order.phone}
        address = order.address or {}
        kwargs["initial"] = {**address, **first}
        super().__init__(*args, **kwargs)
        if orders.may_change_address(order):
            self._ask_for_place(order, address)
        else:
            for name in PLACE:
                del self.fields[name]

    def _ask_for_place(self, order: Order, address: dict[str, str]) -> None:
        served = list(dict.fromkeys([*countries_served(), address.get("country", "")]))
        choices = [choice for choice in country_choices() if choice[0] in served]
        self.fields["country"] = forms.ChoiceField(label=_("Country"), choices=choices)
        follow_country(self, self["country"].value() or served[0])
        self.fields["name"].label = _("Recipient")
        self.fields["phone"].label = _("Recipient's phone")
        for name in ("name", "phone"):
            if address.get(name, "") == getattr(order, name):
                del self.fields[f"contact_{name}"]

    @property
    def place_fields(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in PLACE if name in self.fields)

    @property
    def contact_fields(self) -> Iterator[forms.BoundField]:
        return (self[n] for n in ("contact_name", "contact_phone", "email") if n in self.fields)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in ("phone", "contact_phone"):
            self._clean_phone(data, name)
        if "postcode" in self.fields:
            check_postcode(self, data)
        return data

    def _clean_phone(self, data: dict[str, Any], name: str) -> None:
        """A number that nobody touched stays as the shopper wrote it."""
        if data.get(name) and name in self.changed_data:
            try:
                data[name] = normalise_phone(data[name], data.get("country"))
            except PhoneNotUnderstood as failure:
                self.add_error(name, str(failure))

    @property
    def contact(self) -> dict[str, str]:
        data = self.cleaned_data
        shared = {name: data.get(f"contact_{name}", data.get(name)) for name in ("name", "phone")}
        return {**shared, "email": data["email"]}

    @property
    def address(self) -> dict[str, str] | None:
        """None when it is not asked for. A province that is only written otherwise stays as it was."""
        if "line1" not in self.fields:
            return None
        data = {name: self.cleaned_data.get(name) or "" for name in PLACE}
        before = self.initial.get("region") or ""
        same = region_key(data["country"], before) == data["region"]
        return {**data, "region": before} if same else data


class CorrectOrder(OrderForm):
    """When sending there costs something else, that is said first and has to be sent once more."""

    title = _("Correct address or contact")
    permission = CHANGE
    template_name = "shipping/backoffice/correction.html"
    form_class = CorrectionForm
    done_message = _("The order is corrected.")
    remark = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "order": self.order}

    def form_valid(self, form: CorrectionForm) -> HttpResponse:
        self.remark = freight_remark(self.order, form.address) if form.address else ""
        if self.remark and self.request.POST.get("seen") != self.remark:
            return self.render_to_response(self.get_context_data(form=form))
        return super().form_valid(form)

    def save(self, form: CorrectionForm) -> None:
        orders.correct_order(
            self.order.pk,
            contact=form.contact,
            address=form.address,
            by=acting(self.request),
            why=form.cleaned_data["why"],
            remark=self.remark,
            mail_again=form.cleaned_data["mail_again"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(remark=self.remark, **kwargs)
