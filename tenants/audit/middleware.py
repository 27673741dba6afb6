from collections.abc import Callable

from django.http import HttpResponse

from tenants.directory.hosts import HostKind
from tenants.directory.requests import HostRequest

from .requests import actor_of
from .watching import recording

_READS = ("GET", "HEAD", "OPTIONS")


class AuditMiddleware:
    """Whatever staff send to the back office is on the trail. Shoppers' requests are not watched at all."""

    def __init__(self, get_response: Callable[[HostRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HostRequest) -> HttpResponse:
        if request.host_kind is not HostKind.BACKOFFICE or request.method in _READS:
            return self.get_response(request)
        if not request.user.is_authenticated:
            return self.get_response(request)
        with recording(actor_of(request)):
            return self.get_response(request)
