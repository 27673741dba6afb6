import pytest

from storefront.catalog.models import Variant
from storefront.customers.models import Customer
from storefront.customers.services import save_address
from storefront.drafts import services
from storefront.drafts.models import Draft

from ..purchase import ADDRESS, variant


@pytest.fixture
def shirt(in_shop_a) -> Variant:
    return variant(50_00, stock=5)


@pytest.fixture
def mei(in_shop_a) -> Customer:
    """Somebody known, with an address."""
    customer = Customer.objects.create(
        name="Mei", email="mei@example.com", phone="+8613800138000", language="en"
    )
    save_address(customer, **{**ADDRESS, "name": "Mei"})
    return customer


@pytest.fixture
def draft(shirt, mei) -> Draft:
    """Two shirts for Mei, to be sent to her address: 100.00 and free shipping."""
    begun = services.start_draft(by="Anna", customer=mei)
    services.add_goods(begun.pk, {shirt.pk: 2}, by="Anna")
    begun.refresh_from_db()
    return begun
