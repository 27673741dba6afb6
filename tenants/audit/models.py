from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel import clock
from ledger.models import AppendOnlyModel


class Verb(models.TextChoices):
    ADDED = "added", _("added")
    CHANGED = "changed", _("changed")
    DELETED = "deleted", _("deleted")
    PUBLISHED = "published", _("published")
    UNPUBLISHED = "unpublished", _("taken off the shop")
    DRAFTED = "drafted", _("draft saved")
    SIGNED_IN = "signed_in", _("signed in")
    SIGNED_OUT = "signed_out", _("signed out by the owner")
    EXPORTED = "exported", _("exported")


class AuditEntry(AppendOnlyModel):
    """One thing that one person changed in one step. Written once, with the change itself.

    `changes` is a list of parts: `model`, `id`, `text` and `verb` of a row that belongs to the thing, and `fields`, pairs
    of before and after by field name. `left_out` counts rows beyond the first of a very large step.
    """

    at = models.DateTimeField(default=clock.now)
    act = models.UUIDField()  # the same for all entries of one request
    actor_id = models.BigIntegerField(
        null=True
    )  # of accounts.User; the row may go, the trail stays
    actor_name = models.CharField(max_length=120)
    actor_kind = models.CharField(max_length=10)
    role = models.CharField(max_length=10, blank=True)
    door = models.CharField(max_length=10, blank=True)
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=12, choices=Verb.choices)
    model = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40, blank=True)
    object_text = models.CharField(max_length=200, blank=True)
    changes = models.JSONField(default=list)
    left_out = models.PositiveIntegerField(default=0)
    # what a worker carried on that somebody started: label, key and name of an import, say
    cause = models.CharField(max_length=60, blank=True, default="", db_default="")
    cause_id = models.CharField(max_length=40, blank=True, default="", db_default="")
    cause_text = models.CharField(max_length=200, blank=True, default="", db_default="")
    search = models.TextField(blank=True)

    class Meta:
        verbose_name = _("entry of the trail")
        verbose_name_plural = _("trail of changes")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_newest"),
            models.Index(fields=["model", "object_id", "-at"], name="audit_of_a_thing"),
            models.Index(fields=["actor_name", "-at", "-id"], name="audit_of_a_name"),
            models.Index(fields=["verb", "-at", "-id"], name="audit_of_a_verb"),
            models.Index(fields=["act"], name="audit_of_an_act"),
            models.Index(
                fields=["cause", "cause_id", "-at"],
                name="audit_of_a_cause",
                condition=~models.Q(cause=""),
            ),
            GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="audit_by_words"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.verb} {self.model} {self.object_text}"
