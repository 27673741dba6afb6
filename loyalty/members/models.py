import secrets

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from backoffice.notes import TeamNote

_READABLE = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is mistaken for something else

LONGEST_TAG = 30
MOST_TAGS = 20  # on one member


def new_number() -> str:
    """Eight digits, as printed on a card; not a secret."""
    return str(10_000_000 + secrets.randbelow(90_000_000))


def new_code() -> str:
    """What the QR code carries: nobody guesses it, and it can be typed."""
    return "".join(secrets.choice(_READABLE) for _ in range(20))


class Member(models.Model):
    """A customer with an account here: owns points and whatever else the ledger keeps for them."""

    customer = models.OneToOneField(
        "customers.Customer", on_delete=models.PROTECT, related_name="member"
    )
    number = models.CharField(_("member number"), max_length=12, unique=True, default=new_number)
    code = models.CharField(_("member code"), max_length=40, unique=True, default=new_code)
    joined_at = models.DateTimeField(_("member since"))
    tags = ArrayField(
        models.CharField(max_length=LONGEST_TAG),
        verbose_name=_("tags"),
        default=list,
        db_default=models.Value([], ArrayField(models.CharField(max_length=LONGEST_TAG))),
        blank=True,
    )

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        indexes = [
            models.Index(fields=["-joined_at"], name="members_newest"),
            GinIndex(fields=["tags"], name="member_by_tag"),
        ]
        permissions = [
            ("export_member", "Can export members"),
            ("tag_member", "Can put tags on members"),
        ]

    def __str__(self) -> str:
        return self.number


class MemberNote(TeamNote):
    """What one of the staff wrote about a member, for the others; shoppers never see it."""

    member = models.ForeignKey(
        Member, verbose_name=_("member"), on_delete=models.CASCADE, related_name="staff_notes"
    )

    class Meta(TeamNote.Meta):
        verbose_name = _("note on a member")
