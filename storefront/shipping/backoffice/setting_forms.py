"""Forms of the shipping settings: the simple price, ways of sending, zones, pick-up points, a trial."""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from backoffice.fields import MoneyField
from backoffice.shop_settings.choices import country_choices
from storefront.customers.address_fields import RegionField
from storefront.shipping.models import Measure, PickupPoint, ShippingMethod, ShippingZone
from storefront.shipping.services import MethodInput, ZoneInput
from tenants.profile.selectors import current_profile

from .places import CountriesInput, PlacesField


class ShippingForm(forms.Form):
    flat_minor = MoneyField(
        label=_("Price of shipping"), help_text=_("For every order. 0 is free.")
    )
    free_over_minor = MoneyField(
        label=_("Free from"),
        required=False,
        help_text=_("Goods of this value or more are sent free. Leave empty: never free."),
    )
    countries = forms.MultipleChoiceField(
        label=_("Other countries you send to"),
        choices=country_choices,
        required=False,
        widget=CountriesInput,
        help_text=_("Your own is always served."),
    )


class KilogramField(forms.DecimalField):
    """A weight typed in kilograms; cleans to grams."""

    unit = "kg"

    def __init__(self, **kwargs: Any) -> None:
        bounds = {"min_value": Decimal("0.001"), "max_value": 1000, "decimal_places": 3}
        super().__init__(**{**bounds, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return f"{Decimal(value).scaleb(-3).normalize():f}" if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        kilograms = super().clean(value)
        return None if kilograms is None else int(kilograms.scaleb(3))


class MethodForm(forms.Form):
    """A way of sending, with its name in every language of the shop."""

    name = forms.CharField(
        label=_("Name"), max_length=60, help_text=_("Shoppers choose by it: Standard, Express.")
    )
    promise = forms.CharField(
        label=_("Delivery time"),
        max_length=80,
        required=False,
        help_text=_("In your words: 2 to 4 days."),
    )
    measure = forms.ChoiceField(
        label=_("The price depends on"),
        choices=[
            (Measure.FLAT, _("nothing: one price for the whole order")),
            (Measure.PIECE, _("the number of pieces")),
            (Measure.WEIGHT, _("the weight")),
        ],
        widget=forms.RadioSelect,
        initial=Measure.FLAT,
    )
    is_active = forms.BooleanField(label=_("Offer it at checkout"), required=False, initial=True)

    def __init__(self, *args: Any, method: ShippingMethod | None = None, **kwargs: Any) -> None:
        self.languages = _other_languages()
        if method:
            kwargs["initial"] = _of_method(method)
        super().__init__(*args, **kwargs)
        for code, language in self.languages:
            for name in ("name", "promise"):
                plain = cast(forms.CharField, self.fields[name])
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=f"{plain.label} ({language})",
                    max_length=plain.max_length,
                    required=False,
                )
        self.order_fields(
            ["name", *self._others("name"), "promise", *self._others("promise"), "measure"]
        )

    def _others(self, name: str) -> list[str]:
        return [f"{name}_{code}" for code, _language in self.languages]

    def wanted(self) -> MethodInput:
        data = self.cleaned_data
        texts = {
            code: {name: data[f"{name}_{code}"] for name in ("name", "promise")}
            for code, _language in self.languages
        }
        return MethodInput(
            name=data["name"],
            promise=data["promise"],
            measure=data["measure"],
            is_active=data["is_active"],
            texts=texts,
        )


def _other_languages() -> list[tuple[str, str]]:
    profile = current_profile()
    names = dict(settings.LANGUAGES)
    return [(code, names[code]) for code in profile.languages if code != profile.main_language]


def _of_method(method: ShippingMethod) -> dict[str, Any]:
    own = {name: getattr(method, name) for name in ("name", "promise", "measure", "is_active")}
    others = {
        f"{name}_{code}": text
        for code, texts in method.texts.items()
        for name, text in texts.items()
    }
    return own | others


_AMOUNTS = ("first_minor", "first", "step", "step_minor", "free_over_minor", "free_over_units")


class ZoneForm(forms.Form):
    """Some places and their price, with the fields that the method's measure needs."""

    places = PlacesField(label=_("Places"))
    delivers = forms.TypedChoiceField(
        label=_("These places"),
        choices=[("yes", _("are sent to")), ("no", _("are not sent to"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    first_minor = MoneyField(label=_("Price"), required=False, help_text=_("0 is free."))
    first = forms.IntegerField(min_value=1, max_value=100_000, initial=1)
    step_minor = MoneyField(label=_("Price of each further part"), required=False)
    step = forms.IntegerField(min_value=1, max_value=100_000, initial=1)
    free_over_minor = MoneyField(
        label=_("Free from goods of"), required=False, help_text=_("Leave empty: never free.")
    )
    free_over_units = forms.IntegerField(
        label=_("Free from pieces"), required=False, min_value=1, max_value=100_000
    )

    def __init__(
        self,
        *args: Any,
        method: ShippingMethod,
        zone: ShippingZone | None = None,
        **kwargs: Any,
    ) -> None:
        if zone:
            kwargs["initial"] = {name: getattr(zone, name) for name in _AMOUNTS}
            kwargs["initial"] |= {"places": zone.places, "delivers": _yes(zone.delivers)}
        super().__init__(*args, **kwargs)
        others = method.zones.exclude(pk=zone.pk) if zone else method.zones.all()
        places = cast(PlacesField, self.fields["places"])
        places.taken = {place for other in others for place in other.places}
        self._fit(method.measure)

    def _fit(self, measure: str) -> None:
        if measure == Measure.FLAT:
            for name in ("first", "step", "step_minor"):
                del self.fields[name]
            return
        self.fields["first_minor"].label = _("Price of the first part")
        labels = {"first": _("The first part is"), "step": _("A further part is")}
        for name, label in labels.items():
            if measure == Measure.WEIGHT:
                self.fields[name] = KilogramField(initial=1000)
            else:
                self.fields[name].unit = _("pieces")  # type: ignore[attr-defined]  # for the template
            self.fields[name].label = label
        if measure == Measure.WEIGHT:
            del self.fields["free_over_units"]
        self.order_fields(["places", "delivers", "first", "first_minor", "step", "step_minor"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in ("first_minor", "step_minor"):
            empty = name in self.fields and name not in self.errors and data.get(name) is None
            if empty and data.get("delivers", True):
                self.add_error(name, _("Enter a price; 0 is free."))
        return data

    def wanted(self) -> ZoneInput:
        data = self.cleaned_data
        typed = {name: data[name] for name in _AMOUNTS if data.get(name) is not None}
        return ZoneInput(places=tuple(data["places"]), delivers=data["delivers"], **typed)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


class PickupPointForm(forms.ModelForm):
    class Meta:
        model = PickupPoint
        fields = ["name", "address", "hours", "phone", "is_active"]
        help_texts = {"hours": _("In your words: daily 10:00 to 20:00.")}


class TrialForm(forms.Form):
    """An address and a parcel nobody has ordered, to see what sending would cost."""

    country = forms.ChoiceField(label=_("Country"), choices=country_choices)
    city = forms.CharField(label=_("City"), max_length=60, required=False)
    value = MoneyField(label=_("Goods worth"))
    pieces = forms.IntegerField(label=_("Pieces"), min_value=1, max_value=999, initial=1)
    weight = KilogramField(label=_("Weight in all"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country = self["country"].value() or current_profile().country
        self.fields["region"] = RegionField(country, required=False)
        self.order_fields(["country", "region", "city", "value", "pieces", "weight"])
