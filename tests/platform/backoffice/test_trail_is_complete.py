"""Whatever staff send leaves a row, and every row can be read."""

import pytest
from django.apps import apps
from django.conf import settings
from django.utils.functional import Promise

from backoffice.history.words import COMMON, THINGS, VALUES
from storefront.catalog.models import Product
from storefront.orders.models import Order
from tenants.accounts.models import User
from tenants.audit import scope
from tenants.audit.models import AuditEntry
from tenants.staff.models import Role
from tenants.staff.services import add_staff
from tests.storefront.purchase import placed, variant

ALL = apps.get_models(include_auto_created=True)
WATCHED = [model for model in ALL if scope.is_watched(model)]


def test_what_is_left_out_exists_and_says_why():
    labels = {model._meta.label_lower for model in apps.get_models()}
    known = labels | {label.partition(".")[0] for label in labels}
    assert [name for name in scope.NOT_WATCHED if name not in known] == []
    assert all(scope.NOT_WATCHED.values())


def test_every_shops_table_is_watched_or_said_not_to_be():
    silent = []
    for model in ALL:
        app, label = model._meta.app_label, model._meta.label_lower
        of_shops = apps.get_app_config(app).name in settings.TENANT_APPS
        named = app in scope.NOT_WATCHED or label in scope.NOT_WATCHED
        if of_shops and not named and not scope.is_watched(model):
            silent.append(label)
    assert silent == []


@pytest.mark.parametrize("model", WATCHED, ids=lambda model: model._meta.label_lower)
def test_has_words_for_a_merchant(model):
    """A new table or column needs a translated verbose_name, or a word in backoffice.history.words."""
    label = model._meta.label_lower
    assert label in THINGS or isinstance(model._meta.verbose_name, Promise)
    wordless = [
        field.name
        for field in model._meta.concrete_fields
        if field.attname in scope.kept_fields(model)
        and not isinstance(field.verbose_name, Promise)
        and field.name not in COMMON
        and f"{label}.{field.name}" not in VALUES
    ]
    assert wordless == []


@pytest.mark.django_db
@pytest.mark.usefixtures("in_shop_a")
class TestEachSentFormLeavesARow:
    def _left(self, client, path: str, data: dict) -> set[str]:
        before = set(AuditEntry.objects.values_list("pk", flat=True))
        client.post(path, data)
        new = AuditEntry.objects.exclude(pk__in=before)
        assert all(entry.actor_name == "The owner" and entry.role == "owner" for entry in new)
        return {entry.model for entry in new}

    def test_settings(self, owner_client):
        data = {"unpaid_minutes": 41, "auto_receive_days": 9, "complete_days": 5}
        assert self._left(owner_client, "/settings/orders/", data) == {"orders.ordersettings"}

    def test_products(self, owner_client):
        product = variant(50_00).product
        data = {"product": product.pk, "act": "draft"}
        asked = owner_client.post("/products/", data)["Location"]
        assert self._left(owner_client, asked, {}) == {"catalog.product"}
        assert Product.objects.get(pk=product.pk).status == "draft"

    def test_orders(self, owner_client):
        order = placed((variant(50_00), 1))
        path = f"/orders/{order.number}/cancellation/"
        assert "orders.order" in self._left(owner_client, path, {"why": "asked for"})
        assert Order.objects.get(pk=order.pk).state == "cancelled"

    def test_staff(self, owner_client):
        member = add_staff(email="x@example.com", role=Role.CLERK)
        path = f"/settings/staff/{member.pk}/"
        assert self._left(owner_client, f"{path}role/", {"role": "support"}) == {
            "staff.staffmember"
        }
        assert self._left(owner_client, f"{path}sign-out/", {}) == {"staff.staffmember"}
        assert self._left(owner_client, f"{path}removal/", {}) == {"staff.staffmember"}
        data = {"email": "new@example.com", "role": "clerk"}
        assert self._left(owner_client, "/settings/staff/invitations/new/", data) == {
            "staff.invitation"
        }
        assert not User.objects.get(pk=member.user_id).is_active

    def test_what_was_refused_leaves_none(self, owner_client):
        assert self._left(owner_client, "/settings/orders/", {"unpaid_minutes": "soon"}) == set()
