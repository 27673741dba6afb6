from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.access import fetch, staff_view
from backoffice.screens import DetailScreen, FormScreen

from ..importing.services import start_import
from ..importing.tasks import wake
from ..models import ImportJob
from .forms import ImportForm

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "products.csv"
SHOWN_PROBLEMS = 200


class ImportScreen(FormScreen):
    """Choose a file, and see the files of before."""

    title = gettext_lazy("Import products")
    intro = gettext_lazy(
        "Bring your products in from a CSV file in the format that Shopify exports. Products you have already "
        "are updated, never doubled."
    )
    permission = "catalog.add_importjob"
    template_name = "catalog/backoffice/import.html"
    form_class = ImportForm
    submit_label = gettext_lazy("Start the import")
    done_message = ""

    def get_back(self) -> tuple[str, str]:
        return _("Products"), reverse("products:list")

    def save(self, form: Any) -> None:
        file = form.cleaned_data["file"]
        self.job = start_import(file, filename=file.name, by=self.request.user)  # type: ignore[arg-type]  # staff

    def get_success_url(self) -> str:
        return reverse("products:import", args=[self.job.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        jobs = ImportJob.objects.order_by("-created_at")[:10]
        return super().get_context_data(jobs=jobs, **kwargs)


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
    }
