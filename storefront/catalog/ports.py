"""Slots that inventory and orders fill in their AppConfig.ready: the catalogue stands below them and asks here."""

from collections.abc import Callable, Iterable

from django.db.models import QuerySet

StockWriter = Callable[[dict[int, int]], None]
StockReader = Callable[[Iterable[int]], dict[int, int]]
VariantQuery = Callable[[], "QuerySet | None"]

StockStopper = Callable[[Iterable[int]], None]

# stock_writer({variant_id: on_hand}) starts or changes counting these variants
stock_writer: StockWriter = lambda on_hand: None  # noqa: E731
# stock_changer({variant_id: +3}) adds to what is there by now; a variant not counted yet starts at that
stock_changer: StockWriter = lambda units: None  # noqa: E731
# stock_stopper(ids) stops counting these variants: they never sell out
stock_stopper: StockStopper = lambda ids: None  # noqa: E731
# stock_reader(ids) answers what is on hand; a variant whose stock is not counted is missing
stock_reader: StockReader = lambda ids: {}  # noqa: E731
# sold_out_variants() is a queryset with one column, variant_id, the variants of which nothing is left
sold_out_variants: VariantQuery = lambda: None  # noqa: E731
# low_stock_variants() is the same of variants of which few are left
low_stock_variants: VariantQuery = lambda: None  # noqa: E731
# sold_products(ids) answers which of these products somebody has ever ordered
sold_products: Callable[[Iterable[int]], set[int]] = lambda ids: set()  # noqa: E731
