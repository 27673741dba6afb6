from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure


class NoteEmpty(ExpectedFailure):
    code = "note_empty"
    text = _("Write something first.")


class TooManyTags(ExpectedFailure):
    code = "too_many_tags"
    text = _("Member %(number)s would have more than %(most)s tags. Remove some first.")
