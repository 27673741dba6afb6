"""What each role may do: one table of rights, in the merchant's words, over Django permissions.

The table is the truth and is asked at every request (`permissions_of`, through tenants.accounts.ports), so a role
means the same in a shop opened years ago. A pattern may end in a star; of several that fit a permission the longest
decides. What no row names is the owner's alone; nobody at all gets rights over accounts and groups: people come in
through services only, so no screen of Wagtail's can make an owner of a clerk.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from django.apps import apps
from django.contrib.auth import get_permission_codename
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_tenants.utils import get_public_schema_name

from kernel import clock
from kernel.schema import current_schema
from tenants.accounts.models import User

from .models import Role

OWNER, MANAGER, CLERK, DESIGNER, SUPPORT = Role
EVERYBODY = frozenset(Role)
NOBODY: frozenset[Role] = frozenset()


@dataclass(frozen=True)
class Right:
    """One thing a role may do. `label` is what the staff page says; rows without one are of inner use."""

    label: str | Promise
    patterns: tuple[str, ...]
    roles: frozenset[Role]


def _right(label: str | Promise, *patterns: str, roles: tuple[Role, ...]) -> Right:
    return Right(label, patterns, frozenset(roles))


SALES_SEEN = ("orders.view_*", "aftersales.view_*", "shipping.view_*", "payments.view_*")
RIGHTS = (
    _right(_("See orders, payments and parcels"), *SALES_SEEN, roles=(OWNER, MANAGER, CLERK, SUPPORT)),
    _right(_("Work on orders and send them"), "orders.*", "shipping.*", "drafts.*", roles=(OWNER, MANAGER, CLERK)),
    _right(_("Give money back"), "aftersales.*", roles=(OWNER, MANAGER, CLERK)),
    _right(_("Put orders together for customers"), "drafts.*", roles=(OWNER, MANAGER, CLERK)),
    _right(_("Set prices of orders by hand"), "orders.*price*", "drafts.override_price", "drafts.give_discount", "drafts.*price", "drafts.*discount", roles=(OWNER, MANAGER)),
    _right(_("See members"), "members.view_*", "customers.view_*", roles=(OWNER, MANAGER, CLERK, SUPPORT)),
    _right(_("Write notes about orders and members"), "orders.*note", "members.*note", roles=(OWNER, MANAGER, CLERK, SUPPORT)),
    _right(_("Tag members"), "members.tag_*", roles=(OWNER, MANAGER, SUPPORT)),
    _right(_("Change and export members"), "members.*", "customers.*", roles=(OWNER, MANAGER)),
    _right(_("Give and take points"), "points.*", roles=(OWNER, MANAGER)),
    _right(_("See products and stock"), "catalog.view_*", "inventory.view_*", roles=(OWNER, MANAGER, CLERK, DESIGNER, SUPPORT)),
    _right(_("Change products, prices and stock"), "catalog.*", "inventory.*", roles=(OWNER, MANAGER)),
    _right(_("Import products"), "catalog.*import*", roles=(OWNER, MANAGER)),
    _right(_("Design pages and theme"), "pages.*", "customizer.*", "wagtailcore.*_page", roles=(OWNER, MANAGER, DESIGNER)),
    _right(_("Pictures"), "media.*", "wagtailimages.*", "wagtaildocs.*", roles=(OWNER, MANAGER, DESIGNER)),
    _right(_("Shipping, taxes and how orders run"), "pricing.*", "orders.*settings", "shipping.*settings", "shipping.*region*", "shipping.*zone*", "shipping.*rate*", "shipping.*pickup*", roles=(OWNER, MANAGER)),
    _right(_("Shop, brand, languages, messages and addresses"), "profile.*", roles=(OWNER,)),
    _right(_("Ways to pay"), "payments.*", roles=(OWNER,)),
    _right(_("Staff and who did what"), "staff.*", "audit.*", roles=(OWNER,)),
    _right(_("Export all of the shop's data"), "backups.*", "data.*", roles=(OWNER,)),
    Right("", ("wagtailadmin.access_admin", "backoffice.*"), EVERYBODY),
    Right("", ("accounts.*", "auth.*", "sessions.*", "contenttypes.*", "wagtailusers.*", "mfa.*", "account.*"), NOBODY),
)  # fmt: skip


@cache
def roles_with(permission: str) -> frozenset[Role]:
    """Who holds this permission."""
    fitting = [
        (len(pattern.replace("*", "")), right.roles)
        for right in RIGHTS
        for pattern in right.patterns
        if fnmatchcase(permission, pattern)
    ]
    return max(fitting, key=lambda fit: fit[0])[1] if fitting else frozenset({OWNER})


@cache
def permissions_for(role: str) -> frozenset[str]:
    """Every permission of the installed apps that this role holds."""
    return frozenset(name for name in _all_permissions() if role in roles_with(name))


def permissions_of(user: User) -> frozenset[str]:
    """What a person of the current schema may do: staff by their role, as long as they are staff."""
    if not user.is_staff or current_schema() == get_public_schema_name():
        return frozenset()
    member = getattr(user, "staff_member", None)
    if member is None or member.ended_at or (member.until_at and member.until_at <= clock.now()):
        return frozenset()
    return permissions_for(member.role)


def rights_of(role: str) -> list[str | Promise]:
    """What the role may do, in words."""
    return [right.label for right in RIGHTS if right.label and role in right.roles]


def _all_permissions() -> set[str]:
    return {"wagtailadmin.access_admin"} | {
        f"{model._meta.app_label}.{codename}"
        for model in apps.get_models()
        for codename in (
            *(get_permission_codename(act, model._meta) for act in model._meta.default_permissions),
            *(codename for codename, _label in model._meta.permissions),
        )
    }
