from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from cms.blocks.choosers import product_chooser


@hooks.register("register_admin_viewset")
def register_product_chooser() -> ViewSet:
    return product_chooser
