from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..looks import looks


def landing(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/landing.html", {"looks": looks()})
