import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django_tenants.utils import schema_context, tenant_context
from wagtail.permission_policies import ModelPermissionPolicy

from tenants.accounts.models import User
from tenants.directory.models import Tenant
from tenants.staff.models import Role
from tenants.staff.roles import roles_with
from tenants.staff.services import add_staff
from tests.support.people import sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "page", "opens"),
    [
        (Role.OWNER, "/settings/shop/", True),
        (Role.OWNER, "/orders/", True),
        (Role.OWNER, "/design/", True),
        (Role.OWNER, "/images/", True),
        (Role.MANAGER, "/orders/", True),
        (Role.MANAGER, "/design/", True),
        (Role.MANAGER, "/images/", True),
        (Role.MANAGER, "/settings/shop/", False),
        (Role.CLERK, "/orders/", True),
        (Role.CLERK, "/settings/shop/", False),
        (Role.CLERK, "/design/", False),
    ],
)
def test_opens_what_the_role_says(
    role: str, page: str, opens: bool, shop_a: Tenant, backoffice_client: Client
) -> None:
    with tenant_context(shop_a):
        sign_in(backoffice_client, add_staff(email="x@example.com", role=role).user)
    assert (backoffice_client.get(page).status_code == 200) is opens


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        ("orders.add_ordernote", {Role.OWNER, Role.MANAGER, Role.CLERK, Role.SUPPORT}),
        ("members.add_membernote", {Role.OWNER, Role.MANAGER, Role.CLERK, Role.SUPPORT}),
        ("members.export_member", {Role.OWNER, Role.MANAGER}),
        ("shipping.change_shippingsettings", {Role.OWNER, Role.MANAGER}),
        ("drafts.override_price", {Role.OWNER, Role.MANAGER}),
        ("payments.view_payment", {Role.OWNER, Role.MANAGER, Role.CLERK, Role.SUPPORT}),
        ("payments.change_paymentsettings", {Role.OWNER}),
        ("a_new_module.change_thing", {Role.OWNER}),
    ],
)
def test_the_longest_pattern_decides(permission: str, roles: set[Role]) -> None:
    assert roles_with(permission) == roles


@pytest.mark.parametrize("role", list(Role))
def test_nobody_may_make_people_or_rights(role: str, in_shop_a: Tenant) -> None:
    user = add_staff(email="x@example.com", role=role).user
    assert user.has_perm("wagtailadmin.access_admin")
    assert not user.is_superuser
    for right in ("accounts.change_user", "accounts.add_user", "auth.change_group"):
        assert not user.has_perm(right)


@pytest.mark.parametrize("page", ["/users/", "/users/new/", "/groups/", "/sites/", "/locales/"])
def test_wagtails_screens_of_people_are_closed_to_the_owner(
    page: str, shop_a: Tenant, backoffice_client: Client
) -> None:
    with tenant_context(shop_a):
        sign_in(backoffice_client, add_staff(email="x@example.com", role=Role.OWNER).user)
    assert backoffice_client.get(page).status_code != 200


def test_a_role_changes_what_one_may_do_at_once(in_shop_a: Tenant) -> None:
    member = add_staff(email="x@example.com", role=Role.OWNER)
    add_staff(email="X@example.com", role=Role.CLERK)
    user = User.objects.get(pk=member.user_id)
    assert not user.has_perm("profile.change_shopprofile")
    assert user.has_perm("orders.change_order")


def test_a_policy_reads_the_content_type_of_the_schema_it_is_asked_in(in_shop_a: Tenant) -> None:
    policy, here = ModelPermissionPolicy(User), in_shop_a.schema_name
    for schema in ("public", here, "public"):
        with schema_context(schema):
            stored = ContentType.objects.filter(app_label="accounts", model="user")
            ContentType.objects.clear_cache()
            assert policy._content_type.pk == stored.get().pk
