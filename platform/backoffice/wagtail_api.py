"""What Wagtail's editor asks for by script: pages, pictures and documents, drafts too.

Wagtail answers anybody who may come into the back office; here the role decides, as on the screens.
"""

from typing import Any

from rest_framework.permissions import BasePermission
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet


class MayUse(BasePermission):
    def has_permission(self, request: Any, view: Any) -> bool:
        return bool(request.user.has_perm(view.permission))


class Pages(PagesAdminAPIViewSet):
    permission = "wagtailcore.change_page"
    permission_classes = (MayUse,)


class Pictures(ImagesAdminAPIViewSet):
    permission = "wagtailimages.choose_image"
    permission_classes = (MayUse,)


class Documents(DocumentsAdminAPIViewSet):
    permission = "wagtaildocs.choose_document"
    permission_classes = (MayUse,)


def close_to_others(router: WagtailAPIRouter) -> None:
    """In the place of Wagtail's own, under the same names."""
    for name, view in (("pages", Pages), ("images", Pictures), ("documents", Documents)):
        router.register_endpoint(name, view)
