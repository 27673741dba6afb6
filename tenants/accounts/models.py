from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel import clock


def _random_username() -> str:
    return uuid4().hex


class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]  # of untyped apps
    """One person in one schema: in public a merchant, reseller or admin; in a shop its staff and shoppers.

    The same person in two shops is two rows that know nothing of each other. `uuid` names a person in links
    and in the hand-off; staff made by the hand-off carry the uuid of their public row in `public_uuid`.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    public_uuid = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    username = models.CharField(max_length=150, unique=True, default=_random_username)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, null=True, blank=True, unique=True)
    phone_verified_at = models.DateTimeField(null=True, blank=True)
    name = models.CharField(pgettext_lazy("person", "name"), max_length=80, blank=True)
    # what Wagtail's admin asks of a user model
    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)
    session_era = models.PositiveIntegerField(default=1, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    class Meta:
        verbose_name = _("person")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="one_person_per_email",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email or self.phone or str(self.uuid)

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name or self.email.partition("@")[0]

    def end_sessions(self) -> None:
        """Every session of this person is over once the row is saved."""
        self.session_era += 1

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        return salted_hmac(
            "tenants.accounts.session",
            f"{self.password}:{self.session_era}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()


def display_name(user: User) -> str:
    """How messages and mails name a person."""
    return str(user)


class SessionTrace(models.Model):
    """Where somebody is signed in, as they read it: which browser, from where, last seen. Staff and portal only."""

    session_key = models.CharField(max_length=40, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="session_traces")
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=300, blank=True)
    began_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-seen_at"]

    def __str__(self) -> str:
        return f"{self.user_id} {self.address}"
