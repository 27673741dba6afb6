"""The life of an owner's export."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.states import Moves


class ExportState(models.TextChoices):
    ORDERED = "ordered", _("waiting")
    RUNNING = "running", _("being prepared")
    READY = "ready", pgettext_lazy("download", "ready")
    FAILED = "failed", _("failed")
    GONE = "gone", _("expired")  # the file is deleted


EXPORT_MOVES = Moves(
    "export",
    {
        (ExportState.ORDERED, "begin"): ExportState.RUNNING,
        (ExportState.RUNNING, "take_over"): ExportState.RUNNING,  # its worker is gone
        (ExportState.RUNNING, "finish"): ExportState.READY,
        (ExportState.READY, "finish"): ExportState.READY,  # two were at it: the file is whole twice
        (ExportState.FAILED, "finish"): ExportState.READY,  # given up too early
        (ExportState.RUNNING, "fail"): ExportState.FAILED,
        (ExportState.ORDERED, "fail"): ExportState.FAILED,
        (ExportState.READY, "download"): ExportState.READY,
        (ExportState.READY, "expire"): ExportState.GONE,
    },
)
