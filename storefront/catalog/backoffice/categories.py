from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from backoffice.access import fetch, staff_view
from backoffice.screens import FormScreen
from backoffice.screens.base import Screen
from kernel.errors import ExpectedFailure

from ..models import Category, Product
from ..selectors import categories_tree
from ..services import save_category
from ..services.categories import delete_category, order_categories
from .editor import other_languages
from .forms import CategoryForm
from .requests import chosen_ids


class CategoryTree(Screen, TemplateView):
    title = gettext_lazy("Categories")
    intro = gettext_lazy(
        "The shelves of your shop. Drag them into the order shoppers should see, and into one another."
    )
    permission = "catalog.view_category"
    template_name = "catalog/backoffice/categories.html"

    def get_back(self) -> tuple[str, str]:
        return _("Products"), reverse("products:list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        through = Product.categories.through.objects.order_by()
        counts = dict(through.values_list("category_id").annotate(Count("product_id")))
        return super().get_context_data(tree=categories_tree(), counts=counts, **kwargs)


class CategoryScreen(FormScreen):
    permission = "catalog.change_category"
    form_class = CategoryForm
    template_name = "catalog/backoffice/category.html"

    @cached_property
    def category(self) -> Category | None:
        pk = self.kwargs.get("pk")
        return self.fetch(Category, pk=pk) if pk else None

    def get_title(self) -> str:
        return self.category.title if self.category else _("New category")

    def get_back(self) -> tuple[str, str]:
        return _("Categories"), self.get_success_url()

    def get_success_url(self) -> str:
        return reverse("products:categories")

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        return {**kwargs, "languages": other_languages(), "without": self.kwargs.get("pk")}

    def get_initial(self) -> dict[str, Any]:
        category = self.category
        if not category:
            return {"parent": self.request.GET.get("inside", "")}
        initial = {"title": category.title, "parent": category.parent_id, "slug": category.slug}
        if category.picture:
            initial["focus"] = category.picture.focus.replace("%", "")
        return initial | {f"title_{text.language}": text.title for text in category.texts.all()}

    def save(self, form: Any) -> None:
        save_category(
            category_id=self.kwargs.get("pk"),
            title=form.cleaned_data["title"],
            parent_id=form.cleaned_data["parent"],
            slug=form.cleaned_data["slug"],
            texts=form.texts(),
            picture=form.picture_change(),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        picture = self.category.picture if self.category else None
        return super().get_context_data(category=self.category, picture=picture, **kwargs)


@require_POST
@staff_view("catalog.delete_category")
def remove_category(request: HttpRequest, pk: int) -> HttpResponse:
    category = fetch(request, "catalog.delete_category", Category, pk=pk)
    try:
        delete_category(category.pk)
        messages.success(request, _("The category is gone; its products are still there."))
    except ExpectedFailure as failure:
        messages.error(request, str(failure))
    return redirect("products:categories")


@require_POST
@staff_view("catalog.change_category")
def arrange_categories(request: HttpRequest) -> HttpResponse:
    """What stands inside one category, or at the top, as it was dragged."""
    inside = next(iter(chosen_ids(request, "parent")), None)
    parent = fetch(request, "catalog.change_category", Category, pk=inside) if inside else None
    try:
        order_categories(chosen_ids(request, "category"), parent_id=parent.pk if parent else None)
    except ExpectedFailure as failure:
        return HttpResponse(str(failure), status=409)
    return HttpResponse(status=204)
