"""Failures a person can do something about. Everything else is a surprise and is not caught."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ExpectedFailure(Exception):
    """A refusal with a name for programs (`code`) and a text for people (`text`, translated when shown).

    `text` may hold %(name)s places, filled from `details`; `field` names the form field it is about.
    """

    code: str = "refused"
    text: str | Promise = _("This is not possible.")

    def __init__(
        self,
        text: str | Promise | None = None,
        *,
        field: str | None = None,
        details: dict[str, Any] | None = None,
    ) -> None:
        super().__init__()
        if text is not None:
            self.text = text
        self.field = field
        self.details = details or {}

    def __str__(self) -> str:
        text = str(self.text)
        return text % self.details if self.details else text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.code})"
