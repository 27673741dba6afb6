"""What each filter of a list would find."""

import hashlib
import re
from datetime import datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from tenants.freshness.standing import while_pages_stand

from ..facets import axis, facet, name_and_value
from ..models import Product
from .cards import Facet, FacetValue, ListFilter
from .language import option_label

# A chosen option narrows every other axis but its own, where it shows what choosing otherwise would find.
_COUNT = """
    SELECT facet, count(*), avg(place) FROM (
        SELECT f.facet, v.product_id, min(v.position) AS place
        FROM catalog_variant v CROSS JOIN LATERAL unnest(v.facets) AS f(facet)
        WHERE v.is_active AND v.product_id IN ({products}) {conditions}
        GROUP BY f.facet, v.product_id
    ) AS one_a_product GROUP BY facet ORDER BY 3, 1
"""
MOST_VALUES = 40
SIZES = ("XXS", "XS", "S", "M", "L", "XL", "XXL", "2XL", "XXXL", "3XL", "4XL", "5XL")
NUMBER = re.compile(r"\d+(\.\d+)?")


def count_facets(
    products: QuerySet[Product], filter: ListFilter, *, are_many: bool = False
) -> tuple[Facet, ...]:
    """Facets of products before options and price narrowed them; one query. Of many they are kept."""
    try:
        sql, params = products.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:  # a search that found nothing
        return ()
    conditions, values = _conditions(filter)
    sql = _COUNT.format(products=sql, conditions=conditions)
    rows = _kept_rows(sql, [*params, *values]) if are_many else _rows(sql, [*params, *values])
    return _facets(rows, filter)


def _rows(sql: str, params: list[Any]) -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [(row[0], row[1]) for row in cursor.fetchall()]


def _kept_rows(sql: str, params: list[Any]) -> list[tuple[str, int]]:
    """The same on every page and in every order of a list, until the catalogue changes."""
    timeless = [param for param in params if not isinstance(param, datetime)]
    digest = hashlib.blake2b(f"{sql}{timeless}".encode(), digest_size=16).hexdigest()
    return while_pages_stand(f"facets:{digest}", lambda: _rows(sql, params))


def _conditions(filter: ListFilter) -> tuple[str, list[Any]]:
    conditions: list[str] = []
    values: list[Any] = []
    for name, chosen in filter.options.items():
        conditions.append("AND (v.facets && %s::varchar[] OR starts_with(f.facet, %s))")
        values += [[facet(name, value) for value in chosen], axis(name)]
    for bound, operator in ((filter.price_min_minor, ">="), (filter.price_max_minor, "<=")):
        if bound is not None:
            conditions.append(f"AND v.price_minor {operator} %s")
            values.append(bound)
    return " ".join(conditions), values


def _facets(rows: list[tuple[str, int]], filter: ListFilter) -> tuple[Facet, ...]:
    by_name: dict[str, list[FacetValue]] = {}
    for key, count in rows:
        name, value = name_and_value(key)
        chosen = value in filter.options.get(name, [])
        by_name.setdefault(name, []).append(FacetValue(value, option_label(value), count, chosen))
    return tuple(
        Facet(name, option_label(name), tuple(sorted(values[:MOST_VALUES], key=_size)))
        for name, values in by_name.items()
    )


def _size(value: FacetValue) -> tuple[int, float]:
    """Letters from small to large, then numbers; everything else after them as the merchant ordered it."""
    if value.value.upper() in SIZES:
        return 0, SIZES.index(value.value.upper())
    number = NUMBER.match(value.value)
    return (1, float(number[0])) if number else (2, 0)
