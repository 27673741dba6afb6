from typing import TypeVar

from django.db.models import QuerySet
from django.utils.translation import get_language

from .models import DesignedPage, HomePage, ShopPage

P = TypeVar("P", bound=DesignedPage)


def home_page() -> HomePage | None:
    """The published front page in the current language."""
    return _live(HomePage).first()


def shop_page(slug: str) -> ShopPage | None:
    """A published page of this address in the current language."""
    return _live(ShopPage).filter(slug=slug).first()


def _live(model: type[P]) -> QuerySet[P]:
    return (
        model.objects.live()
        .filter(locale__language_code=get_language())
        .select_related("locale", "cover")
    )
