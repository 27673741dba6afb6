"""Choosing products and categories in the page editor."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.blocks import ChoiceBlock

from storefront.catalog.selectors import CategoryNode, categories_tree


class ProductSearchForm(BaseFilterForm):
    q = forms.CharField(label=_("Search"), required=False)

    def filter(self, objects: QuerySet) -> QuerySet:
        objects = super().filter(objects).order_by("-updated_at", "-id")
        query = self.cleaned_data.get("q")
        if not query:
            return objects
        self.is_searching, self.search_query = True, query
        return objects.filter(
            Q(title__icontains=query) | Q(texts__title__icontains=query)
        ).distinct()


class ChooseProductView(ChooseView):
    filter_form_class = ProductSearchForm


class ChooseProductResultsView(ChooseResultsView):
    filter_form_class = ProductSearchForm


class ProductChooser(ChooserViewSet):
    model = "catalog.Product"
    icon = "tag"
    choose_one_text = _("Choose a product")
    choose_another_text = _("Choose another product")
    choose_view_class = ChooseProductView
    choose_results_view_class = ChooseProductResultsView
    per_page = 12


product_chooser = ProductChooser("product_chooser", url_prefix="choose-product")
ProductChooserBlock = product_chooser.get_block_class(
    name="ProductChooserBlock", module_path="cms.blocks.choosers"
)


def category_choices() -> list[tuple[str, str]]:
    """Every category of the shop, indented as it stands in the tree."""
    return [(str(node.id), title) for node, title in _indented(categories_tree(), 0)]


def _indented(nodes: tuple[CategoryNode, ...] | list[CategoryNode], depth: int):
    for node in nodes:
        yield node, "\u2003" * depth + node.title
        yield from _indented(node.children, depth + 1)


class CategoryBlock(ChoiceBlock):
    """Holds a category's id as text."""

    choices = staticmethod(category_choices)
