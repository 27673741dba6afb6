"""The trail tells of exactly what was committed, in one entry for each thing."""

import contextlib

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import F
from django_tenants.utils import tenant_context
from wagtail.models import Page, PageLogEntry

from kernel.errors import ExpectedFailure
from ledger.errors import AppendOnly
from storefront.catalog.services.categories import save_category
from storefront.pricing.models import PricingSettings, TaxRate
from tenants.audit import scope, watching
from tenants.audit.models import AuditEntry, Verb
from tenants.audit.watching import Actor, recording
from tenants.profile.models import ShopProfile
from tenants.profile.services import save_profile
from tests.storefront.purchase import variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]
LIN = Actor("Lin", user_id=7, role="manager", door="handoff", address="10.0.0.9", agent="Firefox")


def _rate(name: str = "VAT", bp: int = 1300, country: str = "CN") -> TaxRate:
    return TaxRate.objects.create(name=name, rate_bp=bp, country=country, tax_class=f"c-{name}")


def _fields(entry: AuditEntry) -> dict:
    return entry.changes[0]["fields"]


def test_a_change_has_its_values_before_and_after_and_who_from_where():
    with recording(LIN):
        save_profile(slogan="Slow clothes", contact_phone="123")
        save_profile(slogan="Good clothes")
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.model) == (Verb.CHANGED, "profile.shopprofile")
    assert _fields(entry) == {"slogan": ["", "Good clothes"], "contact_phone": ["", "123"]}
    assert (entry.actor_name, entry.actor_id, entry.role) == ("Lin", 7, "manager")
    assert (entry.address, entry.agent, entry.door) == ("10.0.0.9", "Firefox", "handoff")


def test_what_was_saved_as_it_was_is_no_change():
    with recording(LIN):
        ShopProfile.objects.get().save()
    assert not AuditEntry.objects.exists()


def test_rows_added_and_deleted():
    with recording(LIN):
        rate = _rate()
    with recording(LIN):
        rate.delete()
    gone, made = AuditEntry.objects.all()
    assert (made.verb, _fields(made)["rate_bp"]) == (Verb.ADDED, [None, 1300])
    assert (gone.verb, _fields(gone)["rate_bp"]) == (Verb.DELETED, [1300, None])
    assert gone.object_text == "VAT c-VAT 13%"


def test_what_was_added_and_deleted_in_one_step_leaves_nothing():
    with recording(LIN):
        _rate().delete()
    assert not AuditEntry.objects.exists()


def test_updates_of_querysets_and_bulk_writes_are_seen():
    first, second = _rate("A"), _rate("B", 600)
    with recording(LIN):
        TaxRate.objects.filter(pk__in=[first.pk, second.pk]).update(rate_bp=F("rate_bp") + 100)
        TaxRate.objects.bulk_create([TaxRate(name="C", rate_bp=1, tax_class="x")])
        second.rate_bp = 5
        TaxRate.objects.bulk_update([second], ["rate_bp"])
        TaxRate.objects.filter(pk=first.pk).delete()
    seen = {entry.object_text.split()[0]: entry for entry in AuditEntry.objects.all()}
    assert _fields(seen["A"])["rate_bp"] == [1300, None]
    assert _fields(seen["B"]) == {"rate_bp": [600, 5]}
    assert seen["C"].verb == Verb.ADDED


def test_a_part_stands_with_its_whole():
    item = variant(50_00)
    with recording(LIN):
        item.price_minor = 40_00
        item.save()
    entry = AuditEntry.objects.get()
    assert (entry.model, entry.object_id) == ("catalog.product", str(item.product_id))
    assert entry.verb == Verb.CHANGED
    assert entry.changes[0]["model"] == "catalog.variant"
    assert entry.changes[0]["fields"]["price_minor"] == [5000, 4000]


def test_what_was_rolled_back_never_was():
    with recording(LIN):
        _rate("kept")
        with contextlib.suppress(ExpectedFailure), transaction.atomic():
            _rate("gone")
            raise ExpectedFailure
    assert [entry.object_text.split()[0] for entry in AuditEntry.objects.all()] == ["kept"]


def test_the_other_shops_rows_are_not_this_ones(shop_b):
    with recording(LIN), tenant_context(shop_b):
        _rate()
    assert not AuditEntry.objects.exists()
    with tenant_context(shop_b):
        assert not AuditEntry.objects.exists()


def test_nothing_is_watched_without_a_person(django_assert_num_queries):
    rate = _rate()
    with django_assert_num_queries(1):
        TaxRate.objects.filter(pk=rate.pk).update(rate_bp=1)
    assert not AuditEntry.objects.exists()


def test_a_change_costs_a_look_a_name_and_a_row(django_assert_max_num_queries):
    PricingSettings.objects.get_or_create()
    PricingSettings.objects.update(prices_include_tax=True)
    with django_assert_max_num_queries(5), recording(LIN):  # look, change, name, write down
        PricingSettings.objects.update(prices_include_tax=False)


def test_secrets_and_shoppers_addresses_are_veiled():
    from tests.storefront.purchase import placed

    order = placed((variant(50_00), 1))
    with recording(LIN):
        order.phone, order.access_token = "+8613900000000", "hush"
        order.save()
    text = repr(AuditEntry.objects.get().changes)
    assert "13900000000" not in text
    assert "hush" not in text
    assert "•••" in text


def test_people_who_buy_are_veiled_wherever_they_stand():
    """A field of that name belongs to a shopper, unless it is said here whose else it is."""
    ours = {
        "profile.shopprofile.contact_email", "profile.shopprofile.contact_phone",
        "staff.staffmember.email", "staff.invitation.email",
        "shipping.pickuppoint.address", "shipping.pickuppoint.phone",
    }  # fmt: skip
    kept = {
        f"{model._meta.label_lower}.{name}"
        for model in apps.get_models()
        if scope.is_watched(model)
        for name in scope.kept_fields(model)
    }
    bare = {name for name in kept if name.endswith(("email", "phone", "address", "birthday"))}
    assert bare - scope.HIDDEN == ours
    assert kept >= scope.HIDDEN


def test_a_word_of_wagtails_log_that_is_changed_later_keeps_nobody_from_working():
    with recording(LIN):
        PageLogEntry.objects.log_action(Page.objects.first(), "wagtail.edit")
    with recording(LIN):
        PageLogEntry.objects.update(deleted=True)
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["drafted"]


def test_a_step_beyond_all_measure_is_cut_and_says_so(monkeypatch):
    monkeypatch.setattr(watching, "MOST_ROWS", 3)
    with recording(LIN):
        TaxRate.objects.bulk_create(_many_rates(5))
    assert AuditEntry.objects.count() == 3
    assert AuditEntry.objects.first().left_out == 2


def test_a_change_of_many_costs_as_many_queries_as_of_one(django_assert_max_num_queries):
    """And none of them is left out."""
    TaxRate.objects.bulk_create(_many_rates(250))
    with django_assert_max_num_queries(5), recording(LIN):
        TaxRate.objects.update(rate_bp=7)
    assert AuditEntry.objects.count() == 250
    assert {entry.left_out for entry in AuditEntry.objects.all()} == {0}


def _many_rates(count: int) -> list[TaxRate]:
    return [TaxRate(name=f"R{n}", rate_bp=1000, tax_class=f"t{n}") for n in range(count)]


def test_rows_that_are_met_are_changed_and_not_added():
    first = _rate("A")
    with recording(LIN):
        TaxRate.objects.bulk_create(
            [
                TaxRate(name="A", rate_bp=5, tax_class="c-A", country="CN"),
                TaxRate(name="B", rate_bp=6, tax_class="c-B", country="CN"),
            ],
            update_conflicts=True,
            unique_fields=["tax_class", "country", "region"],
            update_fields=["rate_bp"],
        )
    added, changed = AuditEntry.objects.order_by("verb")
    assert (changed.object_id, _fields(changed)) == (str(first.pk), {"rate_bp": [1300, 5]})
    assert (added.verb, _fields(added)["rate_bp"]) == (Verb.ADDED, [None, 6])


def test_rows_that_are_met_and_left_alone_are_not_told():
    item = variant(50_00)
    one, two = save_category(title="One"), save_category(title="Two")
    item.product.categories.add(one)
    with recording(LIN):
        item.product.categories.add(one, two)
    [part] = AuditEntry.objects.get().changes
    assert (part["verb"], part["text"]) == (Verb.ADDED, "Two")


def test_the_trail_itself_is_never_changed():
    with recording(LIN):
        _rate()
    entry = AuditEntry.objects.get()
    for act in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(actor_name="Somebody else"),
    ):
        with pytest.raises(AppendOnly):
            act()
    assert AuditEntry.objects.get().actor_name == "Lin"
