from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from kernel import clock


class Role(models.TextChoices):
    OWNER = "owner", _("owner")
    MANAGER = "manager", _("manager")
    CLERK = "clerk", _("order clerk")
    DESIGNER = "designer", _("designer")
    SUPPORT = "support", _("support")


class Kind(models.TextChoices):
    """Where somebody comes from: the shop's own people, or guests of the platform's."""

    OWN = "own", _("own staff")
    RESELLER = "reseller", _("reseller")
    PLATFORM = "platform", _("platform support")


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
    kind = models.CharField(_("from"), max_length=10, choices=Kind.choices, default=Kind.OWN)
    added_at = models.DateTimeField(default=clock.now)
    until_at = models.DateTimeField(_("until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("left"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of staff")
        verbose_name_plural = _("staff")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(ended_at__isnull=True),
                name="one_staff_member_per_address",
            )
        ]

    def __str__(self) -> str:
        return self.user.name or self.email

    @property
    def is_guest(self) -> bool:
        return self.kind != Kind.OWN


class Invitation(models.Model):
    """A place in the shop for whoever owns this address. Its link is known to the mail only: here is its hash."""

    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="+", null=True
    )
    created_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(_("sent"), default=clock.now)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="+", null=True
    )
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="one_open_invitation_per_email",
            )
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_open(self) -> bool:
        return not self.accepted_at and not self.revoked_at and self.expires_at > clock.now()


class InvitationMail(models.Model):
    """That it was mailed. Rows of the last day bound how often a shop writes, and to whom."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="mails")
    sent_at = models.DateTimeField(default=clock.now, db_index=True)

    def __str__(self) -> str:
        return f"{self.invitation_id} {self.sent_at:%Y-%m-%d %H:%M}"


class StaffRules(models.Model):
    """What the owner asks of everybody who works here. One row, says the database."""

    is_the_row = models.BooleanField(default=True, db_default=True, unique=True, editable=False)
    require_two_factor = models.BooleanField(
        _("everybody signs in with a second factor or a passkey"), default=False
    )

    class Meta:
        verbose_name = _("staff rules")
        verbose_name_plural = _("staff rules")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_the_row=True), name="one_row_of_staff_rules"
            )
        ]

    def __str__(self) -> str:
        return str(self.require_two_factor)


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
