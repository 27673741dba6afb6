from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from backoffice.access import acting, may
from backoffice.screens import ListScreen, Tab
from backoffice.screens.base import Screen
from kernel.errors import ExpectedFailure
from tenants.directory.requests import current_tenant
from tenants.directory.urls import shop_url
from tenants.profile.selectors import current_profile

from ..bulk.acts import ACTS
from ..errors import ProductChanged
from ..models import Product
from ..services.variants import MAX_VARIANTS
from .bulk import begin_bulk, running_changes
from .editor import ProductEditor
from .editor.initial import version_of
from .filters import ProductFilter
from .requests import chosen_ids
from .rows import last_changed, product_rows, status_tabs


class ProductList(ListScreen):
    title = gettext_lazy("Products")
    permission = "catalog.view_product"
    template_name = "catalog/backoffice/products.html"
    filterset_class = ProductFilter
    saved_views = "products"
    sorts = {
        "title": ("title_key", "id"),
        "price": ("min_price_minor", "id"),
        "changed": ("updated_at", "id"),
        "made": ("created_at", "id"),
    }

    def get_tabs(self) -> list[Tab]:
        return status_tabs()

    def get_rows(self) -> QuerySet[Product]:
        return last_changed()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["rows"] = product_rows(context["rows"])
        return context | {
            "currency": current_profile().currency,
            "acts": self._acts(),
            "running": running_changes(self.request),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        """Something is to be done with the ticked products, or with all that the filters leave."""
        if request.POST.get("all"):
            ids = list(self.get_queryset().order_by().values_list("pk", flat=True))
        else:
            ids = chosen_ids(request, "product")
        return begin_bulk(request, ids, request.POST.get("act", ""))

    def _acts(self) -> list[tuple[str, Any]]:
        if not may(self.request, "catalog.change_product"):
            return []
        may_delete = may(self.request, "catalog.delete_product")
        return [(act, label) for act, label in ACTS.items() if act != "delete" or may_delete]


class ProductScreen(Screen, View):
    """The editor of one product, or of a new one."""

    permission = "catalog.change_product"
    template_name = "catalog/backoffice/product.html"

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        return self._show(ProductEditor(self._product(pk)))

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        editor = ProductEditor(self._product(pk), request.POST, request.FILES)
        if not editor.is_valid():
            return self._show(editor, status=422)
        try:
            product = editor.save(by=acting(request))
        except ProductChanged as failure:
            return self._show(editor, status=409, changed=failure.details)
        except ExpectedFailure as failure:
            field = failure.field if failure.field in editor.form.fields else None
            editor.form.add_error(field, str(failure))
            return self._show(editor, status=422)
        messages.success(request, _("Saved."))
        return redirect("products:edit", product.pk)

    def _product(self, pk: int | None) -> Product | None:
        return self.fetch(Product, pk=pk) if pk else None

    def _show(
        self, editor: ProductEditor, status: int = 200, changed: dict[str, Any] | None = None
    ) -> HttpResponse:
        product = editor.product
        context = self.get_context_data(
            title=product.title if product else _("New product"),
            back=(_("Products"), reverse("products:list")),
            editor=editor,
            form=editor.form,
            product=product,
            currency=current_profile().currency,
            shop_address=self._shop_address(product),
            link_start=shop_url(current_tenant(), "product", "x")
            .removesuffix("x/")
            .removesuffix("x"),
            shop_name=current_profile().name,
            changed=changed,
            version_now=version_of(product) if product else "",
            listing_limit=MAX_VARIANTS,
        )
        return render(self.request, self.template_name, context, status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"intro": "", **kwargs}

    def _shop_address(self, product: Product | None) -> str:
        if not product or not product.is_on_sale:
            return ""
        return shop_url(
            current_tenant(),
            "product",
            product.slug,
        )
