from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure


class ArchiveRefused(ExpectedFailure):
    """The file is not an archive of ours, or not whole, or wants something an archive may not."""

    code = "archive_refused"
    text = _("This file can't be restored: %(why)s")

    def __init__(self, why: str) -> None:
        super().__init__(details={"why": why})


class ExportRunning(ExpectedFailure):
    code = "export_running"
    text = _("A download is being prepared already.")
