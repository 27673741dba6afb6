from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from kernel import clock


class Role(models.TextChoices):
    OWNER = "owner", _("owner")
    MANAGER = "manager", _("manager")
    CLERK = "clerk", _("clerk")


class StaffMember(models.Model):
    """Somebody who works in this shop's back office.

    The e-mail stands here and not on the user row: a shop's sign-in, codes and resets look people up by the
    user's e-mail and phone, so they can never reach a member of staff.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="staff_member"
    )
    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    added_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("member of staff")
        verbose_name_plural = _("staff")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_staff_member_per_email")]

    def __str__(self) -> str:
        return self.user.name or self.email


class Entry(models.Model):
    """Somebody came into the back office: who, by which door, and in whose name. Never changed."""

    class Door(models.TextChoices):
        PASSWORD = "password", _("password")
        HANDOFF = "handoff", _("via the platform")

    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="entries")
    door = models.CharField(max_length=10, choices=Door.choices)
    actor_uuid = models.UUIDField(null=True, blank=True)  # the public person behind a hand-off
    actor_name = models.CharField(max_length=120, blank=True)
    address = models.GenericIPAddressField(null=True, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at"], name="entry_by_age")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.door} {self.at:%Y-%m-%d %H:%M}"


class SpentNonce(models.Model):
    """A hand-off that was used. Its unique key is what makes a hand-off single use."""

    nonce = models.CharField(max_length=64, primary_key=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.nonce
