import pytest

from tenants.accounts.models import User
from tenants.directory.models import Tenant
from tenants.provisioning.services import ShopRequest, open_shop, request_shop


@pytest.fixture
def shops(committed_db) -> list[Tenant]:
    """alpha, beta, and three more, the oldest first."""
    owner = User.objects.create_user(username="mia", email="mia@example.com", name="Mia")
    for number in range(3):
        open_shop(request_shop(ShopRequest(owner=owner, slug=f"more-{number}", name="More")))
    return list(Tenant.objects.order_by("pk"))
