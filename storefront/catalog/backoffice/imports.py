"""A product file on its way: chosen, its columns told, tried out, run, looked back at."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from backoffice.access import fetch, staff_view
from backoffice.screens import DetailScreen, FormScreen
from kernel.errors import ExpectedFailure

from ..importing.column_words import column_label
from ..importing.errors_file import error_rows
from ..importing.mapping import IGNORED, OPTION, guess, left_out_before, offered
from ..importing.reading import head_of
from ..importing.services import (
    keep_upload,
    remembered_columns,
    run_checked,
    start_check,
    undo_import,
)
from ..importing.tasks import wake
from ..models import ImportJob
from ..models.imports import ImportState
from .editor import other_languages
from .forms import ColumnsForm, ImportForm

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "products.csv"
SHOWN_PROBLEMS = 200


class ImportScreen(FormScreen):
    """Choose a file, and see the files of before."""

    title = gettext_lazy("Import products")
    intro = gettext_lazy(
        "Bring your products in from a CSV or Excel file, of another shop or your own. You say what each column "
        "means and see what would happen before anything does. Products you have already are updated, never doubled."
    )
    permission = "catalog.add_importjob"
    template_name = "catalog/backoffice/import.html"
    form_class = ImportForm
    submit_label = gettext_lazy("Go on")
    done_message = ""

    def get_back(self) -> tuple[str, str]:
        return _("Products"), reverse("products:list")

    def save(self, form: Any) -> None:
        file = form.cleaned_data["file"]
        self.job = keep_upload(file, filename=file.name, by=self.request.user)  # type: ignore[arg-type]  # staff

    def get_success_url(self) -> str:
        return reverse("products:import_columns", args=[self.job.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        jobs = ImportJob.objects.select_related("started_by").order_by("-created_at")[:20]
        return super().get_context_data(jobs=jobs, **kwargs)


class ColumnsScreen(FormScreen):
    """What each column of the file means: guessed, and corrected by a person."""

    title = gettext_lazy("What the columns mean")
    permission = "catalog.add_importjob"
    template_name = "catalog/backoffice/import_columns.html"
    form_class = ColumnsForm
    submit_label = gettext_lazy("Try it out")
    done_message = ""

    @cached_property
    def job(self) -> ImportJob:
        job = self.fetch(ImportJob, pk=self.kwargs["pk"])
        if job.state not in (ImportState.COLUMNS, ImportState.CHECKED):
            raise Http404
        return job

    @cached_property
    def first_rows(self) -> list[list[str]]:
        with self.job.file.open("rb") as file:
            return head_of(file.read())

    @cached_property
    def remembered(self) -> dict[str, str]:
        """Without what was left out when the person takes that in again (`?all=1`)."""
        found = remembered_columns()
        if "all" not in self.request.GET:
            return found
        return {heading: column for heading, column in found.items() if column != IGNORED}

    def get_back(self) -> tuple[str, str]:
        return _("Import products"), reverse("products:imports")

    def get_form_kwargs(self) -> dict[str, Any]:
        languages = [code for code, _name in other_languages()]
        choices = [(IGNORED, _("— leave out —")), (OPTION, _("an option, named by its heading"))]
        choices += [(column, column_label(column)) for column in offered(languages)]
        return {**super().get_form_kwargs(), "headings": self.first_rows[0], "choices": choices}

    def get_initial(self) -> dict[str, Any]:
        columns = self.job.columns or guess(self.first_rows[0], self.remembered)
        return {f"column{place}": column for place, column in enumerate(columns)}

    def save(self, form: Any) -> None:
        start_check(self.job, form.columns(), self.first_rows[0])

    def get_success_url(self) -> str:
        return reverse("products:import", args=[self.job.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(job=self.job, **kwargs)
        samples = [
            [row[place] if place < len(row) else "" for row in self.first_rows[1:]]
            for place in range(len(self.first_rows[0]))
        ]
        again = [] if self.job.columns else left_out_before(self.first_rows[0], self.remembered)
        return context | {
            "rows": list(zip(context["form"], samples, strict=True)),
            "left_out": ", ".join(again),
        }


class ImportDetail(DetailScreen):
    """How far an import is, and what it could not use."""

    permission = "catalog.view_importjob"
    template_name = "catalog/backoffice/import_job.html"

    def get_object(self) -> ImportJob:
        return self.fetch(ImportJob, pk=self.kwargs["pk"])

    def get_title(self) -> str:
        return self.object.filename

    def get_back(self) -> tuple[str, str]:
        return _("Import products"), reverse("products:imports")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**progress_of(self.object), **kwargs)


@staff_view("catalog.view_importjob")
def import_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that asks again every second, until the import is over."""
    job = fetch(request, "catalog.view_importjob", ImportJob, pk=pk)
    wake(job)
    return render(request, "catalog/backoffice/parts/progress.html", progress_of(job))


@require_POST
@staff_view("catalog.add_importjob")
def run_import(request: HttpRequest, pk: int) -> HttpResponse:
    job = fetch(request, "catalog.add_importjob", ImportJob, pk=pk)
    run_checked(job.pk)
    return redirect("products:import", job.pk)


@require_POST
@staff_view("catalog.delete_product")
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    job = fetch(request, "catalog.delete_product", ImportJob, pk=pk)
    try:
        gone, kept = undo_import(job.pk)
    except ExpectedFailure as failure:
        messages.error(request, str(failure))
        return redirect("products:import", job.pk)
    said = _(
        "%(gone)s products were taken away; %(kept)s stay, because they were ordered or changed."
    )
    messages.success(request, said % {"gone": gone, "kept": kept})
    return redirect("products:import", job.pk)


@staff_view("catalog.add_importjob")
def download_errors(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that could not be used, each with the reason."""
    job = fetch(request, "catalog.add_importjob", ImportJob, pk=pk)
    rows = error_rows(job, _("Why")) if job.file else b""
    if not rows and job.error_file:
        with job.error_file.open("rb") as file:
            rows = file.read()
    if not rows:
        raise Http404
    response = HttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="errors.csv"'
    return response


@staff_view("catalog.add_importjob")
def sample_file(request: HttpRequest) -> FileResponse:
    return FileResponse(SAMPLE.open("rb"), as_attachment=True, filename="products-sample.csv")


def progress_of(job: ImportJob) -> dict[str, Any]:
    problems = job.problems.all()
    return {
        "job": job,
        "problems": problems[:SHOWN_PROBLEMS],
        "problem_count": problems.count(),
        "share": 100 * job.done // job.total if job.total else 100,
        "has_error_rows": bool(job.file or job.error_file),
    }
