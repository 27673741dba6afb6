from datetime import timedelta

import pytest
from django_tenants.utils import tenant_context

from tenants.accounts import signing
from tenants.directory.hosts import HostKind, serving
from tenants.directory.models import Tenant

pytestmark = pytest.mark.django_db


def test_comes_back_in_the_same_shop_and_on_the_same_kind_of_host(in_shop_a: Tenant) -> None:
    with serving(HostKind.SHOP):
        assert signing.loads(signing.dumps({"a": 1}, "cart"), "cart") == {"a": 1}


def test_of_shop_a_is_a_bad_signature_in_shop_b(shop_a: Tenant, shop_b: Tenant) -> None:
    with serving(HostKind.SHOP):
        with tenant_context(shop_a):
            token, proof = signing.dumps(1, "cart"), signing.make_token("1", "order")
            assert signing.check_token(proof, "1", "order")
        with tenant_context(shop_b):
            with pytest.raises(signing.BadSignature):
                signing.loads(token, "cart")
            assert not signing.check_token(proof, "1", "order")


@pytest.mark.parametrize("kind", [HostKind.BACKOFFICE, HostKind.PORTAL])
def test_of_the_shop_is_a_bad_signature_on_another_kind_of_host(
    kind: HostKind, in_shop_a: Tenant
) -> None:
    with serving(HostKind.SHOP):
        token, proof = signing.dumps(1, "cart"), signing.make_token("1", "order")
    with serving(kind):
        with pytest.raises(signing.BadSignature):
            signing.loads(token, "cart")
        assert not signing.check_token(proof, "1", "order")


def test_for_one_purpose_is_a_bad_signature_for_another(in_shop_a: Tenant) -> None:
    with serving(HostKind.SHOP), pytest.raises(signing.BadSignature):
        signing.loads(signing.dumps(1, "cart"), "order")


def test_grows_old(in_shop_a: Tenant) -> None:
    with serving(HostKind.SHOP), pytest.raises(signing.SignatureExpired):
        signing.loads(signing.dumps(1, "cart"), "cart", max_age=timedelta(seconds=-1))


def test_outside_a_request_names_its_audience(in_shop_a: Tenant) -> None:
    with pytest.raises(ValueError, match="kind of host"):
        signing.dumps(1, "cart")
    assert signing.dumps(1, "cart", audience=HostKind.SHOP)
