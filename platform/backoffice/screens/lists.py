from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.views.generic.list import ListView
from django_filters import FilterSet

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
    filling the blocks `columns`, `rows` and `empty`.
    """

    template_name = "backoffice/list.html"
    filterset_class: type[FilterSet] | None = None
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
        if self.filterset_class is None:
            self.filterset = None
            return rows
        self.filterset = self.filterset_class(self.request.GET, queryset=rows, request=self.request)
        return self.filterset.qs

    def paginate_queryset(self, queryset: Any, page_size: int) -> tuple[Paginator, Page, Any, bool]:
        """Like Django's, but a page number that makes no sense leads to the nearest page, not to 404."""
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get(self.page_kwarg))
        return paginator, page, page.object_list, page.has_other_pages()

    def is_narrowed(self) -> bool:
        """True when a search, a filter or a tab hides rows: then "nothing here" means something else."""
        return any(value for name, value in self.request.GET.items() if name != self.page_kwarg)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tabs = {"tabs": self.get_tabs(), "tab_parameter": self.tab_parameter}
        current = self.request.GET.get(self.tab_parameter, "")
        narrowed = self.is_narrowed()
        return super().get_context_data(
            filterset=self.filterset, current_tab=current, is_narrowed=narrowed, **tabs, **kwargs
        )
