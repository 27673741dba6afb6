from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.views.generic.list import ListView
from django_filters import FilterSet

from backoffice.saved_views.screens import saved_views_for

from .base import Screen


@dataclass(frozen=True)
class Tab:
    """A state above a list, with how many rows are in it. `value` is what the address carries."""

    value: str
    label: Any
    count: int | None = None


class ListScreen(Screen, ListView):
    """A list with search, filters, tabs, paging and an empty state that says what to do next.

    Fill `get_rows`, set `filterset_class` (django-filter), and extend `backoffice/list.html`,
    filling the blocks `columns`, `rows` and `empty`. `saved_views`: the name under which people keep the list's
    filters as tabs of their own; empty, and there are none.
    """

    template_name = "backoffice/list.html"
    filterset_class: type[FilterSet] | None = None
    saved_views = ""
    sorts: dict[str, tuple[str, ...]] = {}  # "price": the fields that ?sort=price orders by
    tab_parameter = "state"
    paginate_by = 25
    context_object_name = "rows"

    def get_tabs(self) -> list[Tab]:
        return []

    def get_rows(self) -> QuerySet[Any]:
        """All that the list is of, before search and filters."""
        raise NotImplementedError

    def get_queryset(self) -> QuerySet[Any]:
        rows = self.get_rows()
        self.filterset = None
        if self.filterset_class is not None:
            self.filterset = self.filterset_class(
                self.request.GET, queryset=rows, request=self.request
            )
            rows = self.filterset.qs
        return self.in_order(rows)

    def in_order(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """As `?sort=` says, `-` before the name turns it round; without it as the rows come."""
        wanted = self.request.GET.get("sort", "")
        fields = self.sorts.get(wanted.removeprefix("-"))
        if not fields:
            return rows
        ordered = rows.order_by(*fields)
        return ordered.reverse() if wanted.startswith("-") else ordered

    def paginate_queryset(self, queryset: Any, page_size: int) -> tuple[Paginator, Page, Any, bool]:
        """Like Django's, but a page number that makes no sense leads to the nearest page, not to 404."""
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get(self.page_kwarg))
        return paginator, page, page.object_list, page.has_other_pages()

    def is_narrowed(self) -> bool:
        """True when a search, a filter or a tab hides rows: then "nothing here" means something else."""
        no_filters = (self.page_kwarg, "sort")
        return any(value for name, value in self.request.GET.items() if name not in no_filters)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tabs = {"tabs": self.get_tabs(), "tab_parameter": self.tab_parameter}
        current = self.request.GET.get(self.tab_parameter, "")
        narrowed = self.is_narrowed()
        if self.saved_views:
            kwargs["saved"] = saved_views_for(self.request, self.saved_views)
        return super().get_context_data(
            filterset=self.filterset, current_tab=current, is_narrowed=narrowed, **tabs, **kwargs
        )
