from typing import Any

from django.views.generic.base import ContextMixin

from backoffice.access import StaffRequiredMixin


class Screen(StaffRequiredMixin, ContextMixin):
    """What every screen has: a title, and a way back to the list it came from."""

    title: Any = ""
    intro: Any = ""

    def get_title(self) -> Any:
        return self.title

    def get_back(self) -> tuple[Any, str] | None:
        """Label and address of the screen above this one."""
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {"title": self.get_title(), "intro": self.intro, "back": self.get_back()}
        return super().get_context_data(**context, **kwargs)
