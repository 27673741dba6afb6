from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tenants.audit.origin import StartedByStaff

from ..importing.problems import problem_text
from ..importing.reading import own_headings


def import_path(job: "ImportJob", filename: str) -> str:
    return f"imports/{job.key}.csv"


def error_path(job: "ImportJob", filename: str) -> str:
    return f"imports/{job.key}-errors.csv"


class ImportState(models.TextChoices):
    COLUMNS = "columns", _("to be told what its columns mean")
    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("checked, not imported yet")
    WAITING = "waiting", _("waiting")
    READING = "reading", _("reading products")
    FETCHING = "fetching", _("fetching pictures")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


RUNNING = (ImportState.CHECKING, ImportState.WAITING, ImportState.READING, ImportState.FETCHING)


class ImportJob(StartedByStaff):
    """One product file being read in the background. total, done, created, updated and failed count products.

    done is the cursor: products before it are in the shop. It moves in the transaction that saved them, so a
    killed worker repeats nothing and skips nothing.
    """

    key = models.UUIDField(unique=True)
    state = models.CharField(max_length=8, choices=ImportState.choices, default=ImportState.WAITING)
    file = models.FileField(upload_to=import_path)
    error_file = models.FileField(upload_to=error_path, blank=True, default="", db_default="")
    filename = models.CharField(max_length=200)
    currency = models.CharField(max_length=3)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0, db_default=0)
    # mapping: {"headings": [...], "columns": [...]}; created_ids: products it made; undone_at: they were taken away
    mapping = models.JSONField(null=True)
    created_ids = models.JSONField(null=True)
    undone_at = models.DateTimeField(null=True)
    pictures_total = models.PositiveIntegerField(default=0)
    pictures_done = models.PositiveIntegerField(default=0)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    beat_at = models.DateTimeField()  # the worker's last sign of life
    finished_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["-created_at"], name="import_newest")]

    def __str__(self) -> str:
        return self.filename

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def columns(self) -> list[str] | None:
        return self.mapping["columns"] if self.mapping else None

    @cached_property
    def headings(self) -> dict[str, str]:
        """What the file calls our columns, as a person said; empty when its columns are ours."""
        told = self.mapping
        return own_headings(told["headings"], told["columns"]) if told else {}


class ImportProblem(models.Model):
    """A row, or a picture, that could not be used, and why. `line` counts as a spreadsheet does."""

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField()
    handle = models.CharField(max_length=255, blank=True)
    code = models.CharField(max_length=40)
    details = models.JSONField(default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["line", "id"]
        indexes = [models.Index(fields=["job", "line"], name="problem_by_line")]

    def __str__(self) -> str:
        return f"{self.line}: {self.reason}"

    @property
    def reason(self) -> str:
        """In the reader's language."""
        return problem_text(self.code, self.details, self.job.headings)


class ImportPicture(models.Model):
    """A picture to be fetched once its product is saved; the row goes when that is over."""

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="pictures")
    product = models.ForeignKey("catalog.Product", on_delete=models.CASCADE, related_name="+")
    url = models.CharField(max_length=2000)
    position = models.PositiveIntegerField()
    alt = models.CharField(max_length=500, blank=True)
    line = models.PositiveIntegerField()
    variants = models.JSONField(default=list)  # ids of the variants it belongs to
    claimed_at = models.DateTimeField(null=True)  # a worker is fetching it since then

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["job", "id"], name="import_picture_queue")]

    def __str__(self) -> str:
        return self.url
