"""What each filter of a list would find."""

import re
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from ..facets import axis, facet, name_and_value
from ..models import Product
from .cards import Facet, FacetValue, ListFilter
from .language import option_label

# A chosen option narrows every other axis but its own, where it shows what choosing otherwise would find.
_COUNT = """
    SELECT f.facet, count(DISTINCT v.product_id), avg(v.position)
    FROM catalog_variant v CROSS JOIN LATERAL unnest(v.facets) AS f(facet)
    WHERE v.is_active AND v.product_id IN ({products}) {conditions}
    GROUP BY f.facet ORDER BY 3, 1
"""
MOST_VALUES = 40
SIZES = ("XXS", "XS", "S", "M", "L", "XL", "XXL", "2XL", "XXXL", "3XL", "4XL", "5XL")
NUMBER = re.compile(r"\d+(\.\d+)?")


def count_facets(products: QuerySet[Product], filter: ListFilter) -> tuple[Facet, ...]:
    """Facets of products before options and price narrowed them; one query."""
    try:
        sql, params = products.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:  # a search that found nothing
        return ()
    conditions, values = _conditions(filter)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT.format(products=sql, conditions=conditions), [*params, *values])
        rows = [(row[0], row[1]) for row in cursor.fetchall()]
    return _facets(rows, filter)


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
