"""The one form of the checkout: who, where to, what to use, how to pay."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure
from storefront.customers.address_fields import ask_as_in, check_postcode, follow_country
from storefront.customers.countries import country_choices
from storefront.customers.models import Address, Customer
from storefront.customers.regions import region_key
from storefront.shipping.selectors import countries_served, regions_matter
from tenants.accounts.errors import PhoneNotUnderstood
from tenants.accounts.phones import normalise_phone

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ADDRESS_FIELDS = (
    "name",
    "phone",
    "country",
    "region",
    "city",
    "district",
    "line1",
    "line2",
    "postcode",
)
PLACE_FIELDS = ("country", "region", "city", "district", "line1", "line2", "postcode")
NEW = "new"


def _text(
    label: "StrOrPromise", autocomplete: str, length: int, *, required: bool = True, **more: Any
) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=length, required=required, widget=widget, **more)


class CheckoutForm(forms.Form):
    """Errors stand at their fields. With an address of the book, the fields of a new one may be empty.

    `contact_only`: nothing in the cart is sent, so nobody is asked where to.
    """

    cart = forms.UUIDField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)
    expected = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    address = forms.CharField(required=False)
    name = _text(_("Recipient"), "name", 80)
    phone = _text(_("Phone"), "tel", 20)
    country = forms.ChoiceField(label=_("Country"))
    region = _text(_("State or province"), "address-level1", 60, required=False)
    city = _text(_("City"), "address-level2", 60)
    district = _text(_("District"), "address-level3", 60, required=False)
    line1 = _text(_("Street address"), "address-line1", 160)
    line2 = _text(_("Flat, floor, building"), "address-line2", 160, required=False)
    postcode = _text(_("Postcode"), "postal-code", 16, required=False)
    save_address = forms.BooleanField(label=_("Keep in my address book"), required=False)
    note = forms.CharField(
        label=_("Note for the shop"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    way = forms.CharField(required=False)
    delivery = forms.CharField(required=False, max_length=40)

    def __init__(self, *args: Any, book: Sequence[Address] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.book = {str(entry.pk): entry for entry in book}
        self.fields["phone"].widget.input_type = "tel"
        served = countries_served()
        countries = [choice for choice in country_choices() if choice[0] in served]
        cast(forms.ChoiceField, self.fields["country"]).choices = countries
        if len(countries) == 1:
            self.fields["country"].widget = forms.HiddenInput()
        country = self["country"].value() or served[0]
        follow_country(self, country)
        ask_as_in(self, country)
        if self.contact_only:
            self.fields["name"].label = _("Contact name")
            self._ask_less(PLACE_FIELDS)
        elif self.is_bound and self.data.get("address") in self.book:
            self._ask_less(ADDRESS_FIELDS)
        elif self.is_pickup:
            self._ask_less(PLACE_FIELDS)

    def _ask_less(self, names: Sequence[str]) -> None:
        for name in names:
            self.fields[name].required = False

    @property
    def contact_only(self) -> bool:
        return bool((self.data if self.is_bound else self.initial).get("contact_only"))

    @property
    def is_pickup(self) -> bool:
        """Who fetches it needs to say no more than name and phone."""
        return self.data.get("delivery", "").startswith("pickup-")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("phone"):
            try:
                data["phone"] = normalise_phone(data["phone"], data.get("country"))
            except PhoneNotUnderstood as failure:
                self.add_error("phone", str(failure))
        if not (self.is_pickup or self.contact_only):
            check_postcode(self, data)
            self._check_book(data)
        return data

    def _check_book(self, data: dict[str, Any]) -> None:
        """An old address without its province cannot be priced where the province decides."""
        entry = self.book.get(data.get("address", ""))
        if entry and regions_matter(entry.country) and not region_key(entry.country, entry.region):
            text = _("This address does not name its province. Please choose or add another one.")
            self.add_error("address", text)

    def add_failure(self, failure: ExpectedFailure) -> None:
        """A refusal, at its field when the page shows one."""
        shown = failure.field in self.fields and not self[failure.field].is_hidden
        self.add_error(failure.field if shown else None, str(failure))

    @property
    def chosen(self) -> str:
        """Which entry of the book is ticked."""
        first = next(iter(self.book), NEW)
        return str(self.data.get("address") or first) if self.is_bound else first

    @property
    def recipient(self) -> dict[str, Any]:
        """Where it goes, after validation."""
        entry = None if self.contact_only else self.book.get(self.cleaned_data["address"])
        source = vars(entry) if entry else self.cleaned_data
        if self.is_pickup or self.contact_only:
            return {"name": source["name"], "phone": source["phone"]}
        return {name: source[name] for name in ADDRESS_FIELDS}

    @property
    def wants_saved(self) -> bool:
        is_new = self.cleaned_data["address"] not in self.book
        is_sent = not (self.is_pickup or self.contact_only)
        return self.cleaned_data["save_address"] and is_new and is_sent


def first_form(
    *, cart: UUID, customer: Customer | None, book: Sequence[Address], country: str, sends: bool
) -> CheckoutForm:
    """The form as a shopper meets it, with what we know of them."""
    initial = {"cart": cart, "key": uuid4(), "country": country, "contact_only": not sends}
    if customer:
        usual = vars(book[0]) if book and not sends else {}
        known = {name: getattr(customer, name) or usual.get(name, "") for name in ("name", "phone")}
        initial |= {"email": customer.email, **known}
    return CheckoutForm(initial=initial, book=book)
