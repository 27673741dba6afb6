from django.http import HttpRequest
from django_tenants.utils import get_public_schema_name

from kernel.schema import current_schema
from tenants.accounts.models import User

from . import services


def make_customer(request: HttpRequest, user: User) -> None:
    """Who signs up in a shop is its customer; on the portal there are none."""
    if _in_a_shop():
        services.customer_of_user(user)


def follow_contact(user: User) -> None:
    if _in_a_shop() and not user.is_staff:
        services.follow_contact(user)


def _in_a_shop() -> bool:
    return current_schema() != get_public_schema_name()
