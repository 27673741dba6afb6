from django.urls import path

from .bulk import BulkScreen, bulk_progress, stop_changing
from .categories import CategoryScreen, CategoryTree, arrange_categories, remove_category
from .exports import export_products
from .imports import (
    ColumnsScreen,
    ImportDetail,
    ImportScreen,
    download_errors,
    import_progress,
    run_import,
    sample_file,
    undo,
)
from .inline import VariantsPanel, change_in_list
from .products import ProductList, ProductScreen
from .tags import TagList, TagNaming, TagRemoval

app_name = "products"
urlpatterns = [
    path("", ProductList.as_view(), name="list"),
    path("new/", ProductScreen.as_view(), name="new"),
    path("<int:pk>/", ProductScreen.as_view(), name="edit"),
    path("<int:pk>/quick/", change_in_list, name="quick"),
    path("<int:pk>/variants/", VariantsPanel.as_view(), name="variants"),
    path("bulk/<int:pk>/", bulk_progress, name="bulk_progress"),
    path("bulk/<int:pk>/stop/", stop_changing, name="bulk_stop"),
    path("bulk/<int:pk>/<slug:act>/", BulkScreen.as_view(), name="bulk"),
    path("categories/", CategoryTree.as_view(), name="categories"),
    path("categories/new/", CategoryScreen.as_view(), name="new_category"),
    path("categories/order/", arrange_categories, name="category_order"),
    path("categories/<int:pk>/", CategoryScreen.as_view(), name="category"),
    path("categories/<int:pk>/removal/", remove_category, name="category_removal"),
    path("tags/", TagList.as_view(), name="tags"),
    path("tags/name/", TagNaming.as_view(), name="tag_naming"),
    path("tags/removal/", TagRemoval.as_view(), name="tag_removal"),
    path("imports/", ImportScreen.as_view(), name="imports"),
    path("imports/sample.csv", sample_file, name="sample"),
    path("imports/<int:pk>/", ImportDetail.as_view(), name="import"),
    path("imports/<int:pk>/progress/", import_progress, name="import_progress"),
    path("imports/<int:pk>/columns/", ColumnsScreen.as_view(), name="import_columns"),
    path("imports/<int:pk>/run/", run_import, name="import_run"),
    path("imports/<int:pk>/undoing/", undo, name="import_undo"),
    path("imports/<int:pk>/errors.csv", download_errors, name="import_errors"),
    path("export/products.csv", export_products, {"kind": "csv"}, name="export"),
    path("export/products.xlsx", export_products, {"kind": "xlsx"}, name="export_xlsx"),
]
