"""What the trail leaves out, and why; and which values it does not keep. Everything else is on it."""

from functools import cache

from django.apps import apps
from django.conf import settings
from django.db import models

# label of a model or of a whole app: why its rows are not on the trail
NOT_WATCHED = {
    "audit": "the trail itself",
    "sessions": "sign-ins are noted as such",
    "contenttypes": "Django's own tables",
    "auth": "rights come from the role",
    "account": "a person's own addresses",
    "mfa": "a person's own second factor",
    "accounts": "people; who works here is staff.staffmember",
    "events": "the queue between modules",
    "ledger": "the books are their own record; points given by hand are told of the member",
    "cart": "a shopper's own",
    "customers.address": "a shopper's own",
    "catalog.searchdocument": "worked out from products",
    "catalog.optionword": "worked out from products",
    "catalog.importproblem": "belongs to the report of an import",
    "catalog.importpicture": "belongs to an import, fetched later",
    "inventory.reservation": "follows from orders",
    "orders.ordermove": "the order's own record of its steps; the change of state is on the trail",
    "orders.ordercorrection": "the order's own record; that its address changed is on the trail",
    "orders.customerorders": "a count that follows from orders",
    "aftersales.refundmove": "see orders.ordermove",
    "payments.paymentmove": "see orders.ordermove",
    "payments.webhookevent": "what a payment provider said",
    "shipping.dispatchline": "the report of a list; each parcel that was sent is on the trail",
    "shipping.shipmentmove": "see orders.ordermove",
    "points.pointsgrant": "follows from orders",
    "staff.spentnonce": "part of signing in",
    "staff.invitationmail": "a count; that an invitation was sent again is on the trail",
    "staff.entry": "sign-ins are noted as such",
    "backoffice": "a person's own views of lists",
    "wagtailcore": "pages are noted by what was done to them, through Wagtail's own log",
    "wagtailadmin": "the editor's own tables",
    "wagtailsearch": "worked out from pages",
    "wagtailusers": "a person's own settings",
    "wagtailembeds": "not used",
    "freshness": "worked out from changes",
    "shop_messages.ordermail": "the mail queue; follows from orders",
    "drafts.draftentry": "the draft's own record of its steps",
    "catalog.bulkjob": "the products it changed are on the trail",
    "shipping.pickupmove": "see orders.ordermove",
    "wagtailimages": "pictures are media.shopimage",
    "media.shoprendition": "worked out from pictures",
    "pages": "see wagtailcore",
    "taggit": "words on pictures",
}
# values that nobody needs in a trail: secrets, and people's data beyond who they are
HIDDEN_WORDS = ("token", "secret", "password", "api_key", "private_key", "hash", "access_key")
HIDDEN = frozenset(
    {
        "customers.customer.email",
        "customers.customer.phone",
        "orders.order.email",
        "orders.order.phone",
        "orders.order.address",
        "orders.order.note",
        "drafts.draft.email",
        "drafts.draft.phone",
        "drafts.draft.address",
        "drafts.draft.note",
        "shop_messages.messagesettings.staff_addresses",
    }
)
# of no meaning to a person, or the same as another value
SILENT = frozenset(
    {
        "id",
        "at",
        "beat_at",
        "changed_at",
        "created_at",
        "data",
        "effects",
        "event_id",
        "facets",
        "file_hash",
        "file_size",
        "frozen_at",
        "idem_key",
        "idempotency_key",
        "is_the_row",
        "key",
        "min_price_minor",
        "max_price_minor",
        "origin",
        "compare_min_minor",
        "cover",
        "public_id",
        "provider_ref",
        "redirect_url",
        "request_hash",
        "reserved",
        "search",
        "search_text",
        "shares",
        "shipping_facts",
        "sizes",
        "source_url",
        "title_key",
        "updated_at",
        "updated_by",
    }
)


@cache
def is_watched(model: type[models.Model]) -> bool:
    app, _, name = model._meta.label_lower.partition(".")
    if app in NOT_WATCHED or f"{app}.{name}" in NOT_WATCHED:
        return False
    config = apps.get_app_config(app).name
    return config in settings.TENANT_APPS


def is_hidden(model: type[models.Model], field: str) -> bool:
    """Whether the trail says only that it changed."""
    return f"{model._meta.label_lower}.{field}" in HIDDEN or any(w in field for w in HIDDEN_WORDS)


# how far a worker is; what it makes is told of the things themselves
PROGRESS = {
    "catalog.importjob": frozenset(
        {
            *("total", "done", "created", "updated", "failed", "unchanged", "created_ids"),
            *("pictures_total", "pictures_done", "file", "error_file", "finished_at"),
        }
    ),
    "shipping.dispatchjob": frozenset({"finished_at"}),
}


@cache
def kept_fields(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(
        field.attname
        for field in model._meta.concrete_fields
        if field.name not in SILENT
        and not field.primary_key
        and field.name not in PROGRESS.get(model._meta.label_lower, ())
    )


@cache
def parent_field(model: type[models.Model]) -> models.ForeignKey | None:  # type: ignore[type-arg]
    """What a row is a part of: the thing with which it would vanish."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and not field.null:
            whole = field.related_model
            cascades = field.remote_field.on_delete is models.CASCADE
            if cascades and isinstance(whole, type) and whole is not model and is_watched(whole):
                return field
    return None
