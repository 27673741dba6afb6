from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

ENDS = ("sent_at", "dropped_at", "given_up_at")
OPEN = Q(**{f"{end}__isnull": True for end in ENDS})


class OrderMail(models.Model):
    """One mail about an order, of a `kinds.Kind`. `about` is the occasion where a kind has several: a parcel, a refund, an address.

    The shop's own are unique; what one of the staff sends again (`asked_by`) is a row more. `next_try_at` is set
    before each try, so it also keeps a second worker away while the first one sends. A mail ends sent, dropped
    (no longer true when its time came) or given up.
    """

    order = models.ForeignKey("orders.Order", on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(_("kind"), max_length=20)
    about = models.CharField(max_length=260, blank=True)
    asked_by = models.CharField(max_length=80, blank=True)
    recipient = models.EmailField(_("recipient"))
    language = models.CharField(max_length=10)

    queued_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("mail about an order")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "kind", "about"],
                condition=Q(asked_by=""),
                name="one_mail_per_occasion",
            ),
            models.CheckConstraint(
                condition=OPEN
                | Q(sent_at__isnull=False, dropped_at__isnull=True, given_up_at__isnull=True)
                | Q(sent_at__isnull=True, dropped_at__isnull=False, given_up_at__isnull=True)
                | Q(sent_at__isnull=True, dropped_at__isnull=True, given_up_at__isnull=False),
                name="a_mail_ends_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.recipient}"

    @property
    def is_open(self) -> bool:
        return all(getattr(self, end) is None for end in ENDS)


class MessageSettings(models.Model):
    """What the shop sends. One row; read it through `selectors.message_settings()`.

    `off` lists kinds that are not sent; `words` are the shop's own by kind and language.
    """

    off = models.JSONField(default=list)
    words = models.JSONField(default=dict)
    reply_to = models.EmailField(_("answers go to"), blank=True)
    staff_addresses = models.JSONField(default=list)

    class Meta:
        verbose_name = _("message settings")

    def __str__(self) -> str:
        return "message settings"

    def words_for(self, kind: str, language: str) -> str:
        return self.words.get(kind, {}).get(language, "")
