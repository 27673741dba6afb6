"""What each role may do, as groups of Django and Wagtail permissions.

A role names the apps whose every permission it has. Nobody gets permissions on accounts or on groups: people
come in through services only, so no screen of Wagtail's can make an owner of a clerk.
"""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from .models import Role

_SELLING = ("orders", "shipping", "aftersales", "customers", "members")
_OFFERING = ("catalog", "inventory", "pricing", "media", "wagtailimages", "wagtaildocs", "points")
_DESIGNING = ("pages", "customizer")
_OWNING = ("profile", "payments")

APPS_OF_ROLE: dict[str, tuple[str, ...]] = {
    Role.CLERK: _SELLING,
    Role.MANAGER: (*_SELLING, *_OFFERING, *_DESIGNING),
    Role.OWNER: (*_SELLING, *_OFFERING, *_DESIGNING, *_OWNING),
}
_PAGE_WORDS = (
    "add_page",
    "change_page",
    "publish_page",
    "bulk_delete_page",
    "lock_page",
    "unlock_page",
)
_PICTURE_WORDS = ("add_image", "change_image", "choose_image", "add_document", "choose_document")


def prepare_roles(_shop: object = None) -> None:
    """Every role's group with its permissions as they are today; a starter step, the same in every shop."""
    for role in Role:
        _refresh(role)


def group_for(role: str) -> Group:
    return Group.objects.filter(name=role).first() or _refresh(role)


def _refresh(role: str) -> Group:
    group, _ = Group.objects.get_or_create(name=role)
    admin = Permission.objects.filter(
        content_type__app_label="wagtailadmin", codename="access_admin"
    )
    group.permissions.set(admin | _permissions(role))
    if role != Role.CLERK:
        _grant_pages(group)
        _grant_pictures(group)
    return group


def _permissions(role: str) -> QuerySet[Permission]:
    wanted = Q(content_type__app_label__in=APPS_OF_ROLE[role])
    if role != Role.CLERK:  # which pages: _grant_pages
        wanted |= Q(content_type__app_label="wagtailcore", codename__endswith="_page")
    granted = Permission.objects.filter(wanted)
    if role == Role.CLERK:  # sees and moves orders; how the shop sells is not a clerk's to set
        granted = granted.exclude(
            Q(codename__endswith="settings") | Q(codename__startswith="delete_")
        )
    return granted


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
        codename__in=(*_PICTURE_WORDS, "add_shopimage", "change_shopimage", "choose_shopimage"),
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )
