"""From a payment's public id to its shop, and which payments to ask after.

Everything here is public data in transactions of its own: never call it inside a shop's transaction.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django_tenants.utils import schema_context

from kernel import clock

from .models import PaymentRoute

FIRST_CHECK = timedelta(minutes=2)


def add_route(public_id: str, *, provider: str, schema_name: str) -> None:
    """Adding it again changes nothing."""
    route = PaymentRoute(
        public_id=public_id,
        provider=provider,
        schema_name=schema_name,
        check_at=clock.now() + FIRST_CHECK,
    )
    with schema_context("public"):
        PaymentRoute.objects.bulk_create([route], ignore_conflicts=True)


def schema_of(public_id: str, *, provider: str) -> str | None:
    """The schema of the shop that started this payment with this provider."""
    with schema_context("public"):
        routes = PaymentRoute.objects.filter(public_id=public_id, provider=provider)
        return routes.values_list("schema_name", flat=True).first()


def routes_to_check(now: datetime, limit: int = 1000) -> dict[str, list[str]]:
    """Public ids by schema, the longest waiting first."""
    due: dict[str, list[str]] = defaultdict(list)
    with schema_context("public"):
        rows = PaymentRoute.objects.filter(check_at__lte=now).order_by("check_at")[:limit]
        for schema_name, public_id in rows.values_list("schema_name", "public_id"):
            due[schema_name].append(public_id)
    return dict(due)


def check_again(public_ids: Iterable[str], at: datetime | None) -> None:
    """Ask after these at `at`; with None, no more."""
    with schema_context("public"):
        PaymentRoute.objects.filter(public_id__in=list(public_ids)).update(check_at=at)


def routes_of_schema(schema_name: str) -> list[list[str]]:
    """For a shop's archive: public id and provider of every payment, and `open` when it is to be asked after."""
    with schema_context("public"):
        routes = PaymentRoute.objects.filter(schema_name=schema_name).order_by("public_id")
        return [
            [route.public_id, route.provider, "open" if route.check_at else ""] for route in routes
        ]


def adopt_routes(schema_name: str, routes: Iterable[Sequence[str]]) -> None:
    """Of a shop that came back from its archive. A route that is known already stays whose it is."""
    first_check = clock.now() + FIRST_CHECK
    rows = [
        PaymentRoute(
            public_id=public_id,
            provider=provider,
            schema_name=schema_name,
            check_at=first_check if still else None,
        )
        for public_id, provider, still in routes
    ]
    with schema_context("public"):
        PaymentRoute.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
