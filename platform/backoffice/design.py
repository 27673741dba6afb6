"""The doors of the Design page that need no other module: the home page in each language, and pictures."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.models import Page, Site

from .access import may
from .ports import Card


def may_design(request: HttpRequest) -> bool:
    """True for staff who may edit at least one page of the shop."""
    return may(request) and user_has_any_page_permission(request.user)


def home_pages() -> dict[str, Page]:
    """The shop's home page by language code, the main language first."""
    site = Site.objects.select_related("root_page__locale").filter(is_default_site=True).first()
    if site is None:
        return {}
    others = site.root_page.get_translations().select_related("locale")
    return {page.locale.language_code: page for page in [site.root_page, *others]}


def page_cards(request: HttpRequest) -> list[Card]:
    return [*(_home_card(language) for language in home_pages()), _PICTURES]


def _home_card(language: str) -> Card:
    return Card(
        group=_("Pages"),
        order=10,
        label=_("Home page, %(language)s") % {"language": dict(settings.LANGUAGES)[language]},
        text=_("Its sections: carousel, products, pictures, text, notices."),
        url_name="backoffice:edit_home_page",
        url_args=(language,),
        icon="home",
    )


_PICTURES = Card(
    group=_("Library"),
    order=50,
    label=_("Pictures"),
    text=_("Every picture of your shop, in one place."),
    url_name="wagtailimages:index",
    permission="media.add_shopimage",
    icon="image",
)
