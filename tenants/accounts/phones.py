"""Phone numbers as one spelling, E.164: +8613800138000."""

import phonenumbers

from tenants.directory.hosts import HostKind, current_host_kind
from tenants.profile.selectors import current_profile

from .errors import PhoneNotUnderstood

PLATFORM_COUNTRY = "CN"


def normalise_phone(text: str, country: str | None = None) -> str:
    """The number as E.164; without a country code it is one of `country`, by default the shop's.

    Raises PhoneNotUnderstood for what cannot be dialled.
    """
    try:
        number = phonenumbers.parse(text, country or default_country())
    except phonenumbers.NumberParseException:
        raise PhoneNotUnderstood(field="phone") from None
    if not phonenumbers.is_valid_number(number):
        raise PhoneNotUnderstood(field="phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def readable_phone(number: str) -> str:
    """As people write it: national in the shop's own country, international elsewhere."""
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    own = phonenumbers.region_code_for_number(parsed) == default_country()
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL
        if own
        else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(parsed, style)


def default_country() -> str:
    if current_host_kind() is HostKind.PORTAL:
        return PLATFORM_COUNTRY
    return current_profile().country or PLATFORM_COUNTRY
