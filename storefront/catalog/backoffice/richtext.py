"""A description in Wagtail's editor, without losing what that editor does not know."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea

from ..richtext import clean_html

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "hr"]


class DescriptionArea(DraftailRichTextArea):
    options: dict[str, Any]
    label: Any = ""  # for screen readers: the editor is no form field that a <label> could name

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        hint = _("Write here…")  # the editor's own hint is cut on a phone
        self.options = {**self.options, "ariaLabel": str(self.label), "placeholder": hint}
        return super().get_context(name, value, attrs)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        """HTML; a value that no editor wrote is no description."""
        try:
            return super().value_from_datadict(data, files, name) or ""
        except (ValueError, TypeError, KeyError, AttributeError):
            return ""


class DescriptionField(forms.CharField):
    """HTML in, HTML out. A text nobody touched comes back as it was, tables and links included."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=DescriptionArea(features=FEATURES), **kwargs)
        self.widget.label = self.label

    def changed(self, initial: str, data: str) -> str:
        """`data`, or `initial` when the editor only wrote it down in its own way."""
        converter = ContentstateConverter(FEATURES)
        untouched = converter.to_database_format(converter.from_database_format(initial or ""))
        # cleaned, because the editor gives every paragraph a key of its own
        return initial if clean_html(data) == clean_html(untouched) else data
