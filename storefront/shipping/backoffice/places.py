"""Choosing places for a zone: countries, their provinces, the cities of the shop's own country."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from backoffice.shop_settings.choices import country_choices
from storefront.customers.regions import city_choices, region_choices
from storefront.pricing.basket import EVERYWHERE
from tenants.profile.selectors import current_profile


@dataclass
class Place:
    """One box to tick, with those inside it. `taken`: another zone has it."""

    value: str
    name: str
    is_chosen: bool = False
    taken: bool = False
    parts: list["Place"] = field(default_factory=list)

    @property
    def has_chosen(self) -> bool:
        return any(part.is_chosen or part.has_chosen for part in self.parts)


def all_places(chosen: Collection[str], taken: Collection[str]) -> list[Place]:
    """The shop's own country first, then the others, then everywhere else."""
    own = current_profile().country

    def place(value: str, name: str, parts: Iterable[Place] = ()) -> Place:
        return Place(value, name, value in chosen, value in taken, list(parts))

    def regions(country: str) -> Iterable[Place]:
        for key, name in region_choices(country):
            cities = city_choices(country, key) if country == own else []
            inside = [place(f"{country}/{key}/{city}", label) for city, label in cities]
            yield place(f"{country}/{key}", name, inside)

    countries = sorted(country_choices(), key=lambda choice: choice[0] != own)
    places = [place(code, name, regions(code)) for code, name in countries]
    return [*places, place(EVERYWHERE, _("Everywhere else"))]


class CountriesInput(forms.CheckboxSelectMultiple):
    """Boxes to tick with a search above; the shop's own country is left out."""

    template_name = "shipping/backoffice/countries_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        chosen = set(value or [])
        others = [c for c in country_choices() if c[0] != current_profile().country]
        places = [Place(code, label, code in chosen) for code, label in others]
        places.sort(key=lambda place: not place.is_chosen)
        return {**super().get_context(name, value, attrs), "places": places}


class PlacesInput(forms.CheckboxSelectMultiple):
    template_name = "shipping/backoffice/places_input.html"
    taken: Collection[str] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super(forms.CheckboxSelectMultiple, self).get_context(name, value, attrs)
        places = all_places(set(value or []), set(self.taken))
        others = places[1:-1]
        chosen = any(place.is_chosen or place.has_chosen for place in others)
        return {
            **context,
            "own": places[0],
            "others": others,
            "others_chosen": chosen,
            "rest": places[-1],
        }


class PlacesField(forms.MultipleChoiceField):
    """Cleans to a list of places as customers.regions writes them."""

    widget = PlacesInput

    @property
    def taken(self) -> Collection[str]:
        return self.widget.taken

    @taken.setter
    def taken(self, places: Collection[str]) -> None:
        self.widget.taken = places

    def validate(self, value: list[str]) -> None:
        if not value:
            raise ValidationError(_("Choose at least one place."))
        known = _every_value(all_places((), ()))
        if not all(place in known for place in value):
            raise ValidationError(_("Choose places from the list."))


def _every_value(places: Iterable[Place]) -> set[str]:
    found: set[str] = set()
    for place in places:
        found.add(place.value)
        found |= _every_value(place.parts)
    return found
