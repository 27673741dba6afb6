from django.db import transaction
from django.db.models import Q, QuerySet

from kernel import clock
from tenants.accounts.models import User

from .errors import TooManyViews, ViewShowsAll, ViewUnnamed
from .models import SavedView
from .queries import normal

MOST_VIEWS = 20  # a person's, of one list


def views_of(screen: str, person: User) -> QuerySet[SavedView]:
    """A person's own and those the team shares, oldest first."""
    seen = Q(owner=person) | Q(is_shared=True)
    return SavedView.objects.filter(seen, screen=screen).select_related("owner").order_by("id")


@transaction.atomic
def save_view(screen: str, *, owner: User, name: str, query: str, is_shared: bool) -> SavedView:
    """Keep a list's filters under a name; a name the person has already means that view from now on.

    Raises ViewUnnamed, ViewShowsAll, TooManyViews.
    """
    name, query = _checked(name), normal(query)
    if not query or len(query) > 2000:
        raise ViewShowsAll
    mine = SavedView.objects.filter(screen=screen, owner=owner)
    if mine.exclude(name=name).count() >= MOST_VIEWS:
        raise TooManyViews
    view, _ = SavedView.objects.update_or_create(
        screen=screen,
        owner=owner,
        name=name,
        defaults={"query": query, "is_shared": is_shared},
        create_defaults={"query": query, "is_shared": is_shared, "created_at": clock.now()},
    )
    return view


def delete_view(view: SavedView) -> None:
    view.delete()


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > 40:
        raise ViewUnnamed(field="name")
    return name
