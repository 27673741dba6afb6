from .saved_views.models import SavedView

__all__ = ["SavedView"]
