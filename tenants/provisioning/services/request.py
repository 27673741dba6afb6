"""A merchant asks for a shop: the address is theirs from here on, whatever happens to the rest."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, transaction

from tenants.accounts.models import User
from tenants.directory.models import Tenant, TenantState, generate_schema_name

from ..errors import SlugTaken, TooManyShops
from ..models import Opening
from ..pool import take_pooled
from ..slugs import check_slug
from .moves import move
from .run import run_opening


@dataclass(frozen=True)
class ShopRequest:
    """What the merchant chose. `owner` is a public user; `key` names the wish: one key, one shop."""

    owner: User
    slug: str
    name: str
    trade: str = "clothing"
    look: str = "base"
    demo: bool = False
    language: str = "zh-hans"
    currency: str = "CNY"
    key: UUID = field(default_factory=uuid4)


def request_shop(wish: ShopRequest) -> Opening:
    """Reserve the address and a schema; asked again with the same key, the same opening.

    Raises SlugMalformed, SlugReserved, SlugTaken, TooManyShops; then nothing is kept.
    """
    slug = check_slug(wish.slug)
    known = _known(wish)
    if known:
        return known
    _check_limit(wish.owner)
    try:
        with transaction.atomic():
            return _reserve(wish, slug)
    except IntegrityError:  # the database decides between two who ask at the same moment
        known = _known(wish)
        if known:
            return known
        raise SlugTaken(field="slug") from None


def start_opening(opening: Opening) -> None:
    """Carry it out: at once when a schema is ready (a few statements), else in the worker."""
    from ..tasks import run_opening_task  # tasks call services

    if opening.tenant.state == TenantState.OPENING:
        run_opening(opening.pk)
    else:
        run_opening_task.send(opening.pk)


def _known(wish: ShopRequest) -> Opening | None:
    return (
        Opening.objects.select_related("tenant")
        .filter(key=wish.key, owner_id=wish.owner.pk)
        .first()
    )


def _check_limit(owner: User) -> None:
    limit = settings.MALL_SHOPS_PER_OWNER
    if Tenant.objects.filter(owner_id=owner.pk).count() >= limit:
        raise TooManyShops(details={"limit": limit})


def _reserve(wish: ShopRequest, slug: str) -> Opening:
    tenant = take_pooled() or Tenant(schema_name=generate_schema_name())
    if tenant.state == TenantState.POOLED:
        tenant.state = TenantState.OPENING
    tenant.slug, tenant.name, tenant.owner = slug, wish.name, wish.owner
    tenant.save()
    opening = Opening.objects.create(
        key=wish.key,
        tenant=tenant,
        owner=wish.owner,
        trade=wish.trade,
        look=wish.look,
        demo=wish.demo,
        language=wish.language,
        currency=wish.currency,
    )
    if tenant.state == TenantState.OPENING:
        move(opening, "assign")
    return opening
