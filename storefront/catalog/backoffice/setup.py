from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backoffice.ports import SetupTask
from storefront.catalog.models import Product


def products_task(request: HttpRequest) -> SetupTask:
    """The first step of a new shop: something to sell."""
    return SetupTask(
        order=10,
        label=_("Add your products"),
        text=_("One by one, or all at once from a file."),
        url=reverse("products:list"),
        permission="catalog.change_product",
        done=Product.objects.exists(),
        icon="box",
    )
