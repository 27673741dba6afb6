"""Wagtail asks the database which pages and pictures a group may touch: a group a role, over all of the shop's."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from .models import Role

DESIGNING = frozenset({Role.OWNER, Role.MANAGER, Role.DESIGNER})
_PAGE_WORDS = (
    "add_page",
    "change_page",
    "publish_page",
    "bulk_delete_page",
    "lock_page",
    "unlock_page",
)
_PICTURE_WORDS = ("add_image", "change_image", "choose_image", "add_document", "choose_document")
_SHOP_PICTURE_WORDS = ("add_shopimage", "change_shopimage", "choose_shopimage")


def prepare_roles(_shop: object = None) -> None:
    """Every role's group; a starter step, the same in every shop."""
    for role in Role:
        group_for(role)


def group_for(role: str) -> Group:
    group, is_new = Group.objects.get_or_create(name=role)
    if is_new and role in DESIGNING:
        _grant_pages(group)
        _grant_pictures(group)
    return group


def _grant_pages(group: Group) -> None:
    root = Page.get_first_root_node()
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=_PAGE_WORDS
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _grant_pictures(group: Group) -> None:
    root = Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs", "media"),
        codename__in=(*_PICTURE_WORDS, *_SHOP_PICTURE_WORDS),
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )
