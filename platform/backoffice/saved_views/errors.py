from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure


class ViewUnnamed(ExpectedFailure):
    code = "view_unnamed"
    text = _("Give the view a name of at most 40 characters.")


class ViewShowsAll(ExpectedFailure):
    code = "view_shows_all"
    text = _("Search or filter first: a view keeps what the list is narrowed to.")


class TooManyViews(ExpectedFailure):
    code = "too_many_views"
    text = _("You have 20 views of this list already. Delete one first.")
