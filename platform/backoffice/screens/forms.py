from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormView

from kernel.errors import ExpectedFailure

from .base import Screen


class FormScreen(Screen, FormView):
    """A form that calls one service in `save`; its expected failures come back at the field.

    Extend `backoffice/form.html` only when the plain list of fields is not enough.
    """

    template_name = "backoffice/form.html"
    submit_label: Any = _("Save")
    done_message: Any = _("Saved.")

    def save(self, form: Any) -> None:
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.save(form)
        except ExpectedFailure as failure:
            show_failure(form, failure)
            return self.form_invalid(form)
        except ValidationError as failure:
            form.add_error(None, failure)
            return self.form_invalid(form)
        if self.done_message:
            messages.success(self.request, self.done_message)
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(submit_label=self.submit_label, **kwargs)


class SettingsScreen(FormScreen):
    """A form that changes one thing's settings and stays on its page."""

    def get_back(self) -> tuple[Any, str]:
        return _("Settings"), reverse("backoffice:settings")

    def get_success_url(self) -> str:
        return self.request.path


def show_failure(form: BaseForm, failure: ExpectedFailure) -> None:
    """Puts a service's refusal at the field it names, or above the form."""
    field = failure.field if failure.field in form.fields else None
    form.add_error(field or NON_FIELD_ERRORS, str(failure))
