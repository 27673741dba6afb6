"""Base views of the back office: list, detail, form and settings. See README.md beside this folder."""

from .detail import DetailScreen
from .forms import FormScreen, SettingsScreen
from .lists import ListScreen, Tab

__all__ = ["DetailScreen", "FormScreen", "ListScreen", "SettingsScreen", "Tab"]
