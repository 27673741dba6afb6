from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "storefront.catalog"
    label = "catalog"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from backoffice.ports import setup_tasks
        from tenants.backups.ports import ReadableTable, readable_tables
        from tenants.freshness.registry import changes_at, shown_on_pages
        from tenants.provisioning.ports import register_starter_step

        from . import lists, models
        from .backoffice.setup import products_task
        from .samples.starter import fill_sample_goods

        register_starter_step(
            "catalog.samples", 40, fill_sample_goods, only_demo=True, label=_("Sample goods")
        )
        setup_tasks.append(products_task)
        goods = (models.Product, models.ProductText, models.ProductPicture, models.Variant)
        shown_on_pages(*goods, models.Product.categories.through)
        shown_on_pages(models.Category, models.CategoryText, models.OptionWord, in_frame=True)
        changes_at(models.Product.objects.next_publication)
        readable_tables.append(ReadableTable("products", lists.products))
