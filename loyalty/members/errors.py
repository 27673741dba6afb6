from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure


class NoteEmpty(ExpectedFailure):
    code = "note_empty"
    text = _("Write something first.")
