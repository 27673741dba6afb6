import secrets
import string
import uuid

from django.conf import settings
from django.db import models
from django_tenants.models import DomainMixin, TenantMixin

from kernel import clock

_ALPHABET = string.ascii_lowercase + string.digits


def generate_schema_name() -> str:
    """`t_` and 16 random letters and digits; never derived from what a person typed."""
    return "t_" + "".join(secrets.choice(_ALPHABET) for _ in range(16))


class TenantState(models.TextChoices):
    BUILDING = "building", "building"  # its schema is being made
    POOLED = "pooled", "pooled"  # ready, nobody's yet
    OPENING = "opening", "opening"  # somebody's, its content is being set up
    LIVE = "live", "live"
    SUSPENDED = "suspended", "suspended"
    CLOSED = "closed", "closed"


class Tenant(TenantMixin):
    """One merchant's shop. Lives in public; everything the shop owns lives in its schema."""

    auto_create_schema = False  # provisioning replays a template instead

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.CharField(max_length=40, unique=True, null=True, blank=True)
    name = models.CharField(max_length=80, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_tenants",
    )
    state = models.CharField(
        max_length=12, choices=TenantState.choices, default=TenantState.BUILDING
    )
    created_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-created_at"], name="tenant_by_owner"),
            models.Index(fields=["state", "created_at"], name="tenant_by_state"),
        ]

    def __enter__(self):
        raise RuntimeError(
            "use tenant_context(tenant): `with tenant:` shares one stack between threads"
        )

    def __str__(self) -> str:
        return self.name or self.slug or self.schema_name


class ShopAccess(models.Model):
    """Somebody but the owner who may enter a shop's back office; what they may do there, the shop's own rows say."""

    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="accesses")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shop_accesses"
    )
    since = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "user"], name="one_access_per_shop_and_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.tenant_id}: {self.user_id}"


class Domain(DomainMixin):
    """A shop's own domain (www.example.com). Platform subdomains are slugs and have no row."""

    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant"], condition=models.Q(is_primary=True), name="one_primary_domain"
            )
        ]
