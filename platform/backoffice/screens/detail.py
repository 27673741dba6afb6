from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from backoffice.access import may
from backoffice.ports import Action

from .base import Screen


class DetailScreen(Screen, View):
    """One thing. Fill `get_object` with `self.fetch(...)` and extend `backoffice/detail.html`."""

    template_name = "backoffice/detail.html"
    object: Any

    def get_object(self) -> Any:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        return render(request, self.template_name, self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(object=self.object, **kwargs)

    def allowed_actions(self, makers: Iterable[Callable[[Any], Action | None]]) -> list[Action]:
        """What this person may do with the object, from a port."""
        made = [action for make in makers if (action := make(self.object))]
        allowed = [action for action in made if may(self.request, action.permission)]
        return sorted(allowed, key=lambda action: action.position)
