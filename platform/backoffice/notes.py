"""A note for the team: its row and its form. `parts/note.html` shows it, `parts/timeline.html` what was written."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _


class TeamNote(models.Model):
    """What one of the staff wrote for the others; shoppers never see it. A subclass adds what it is about."""

    text = models.TextField(_("note"), max_length=2000)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:60]


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Note for the team"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only staff see it."),
    )
