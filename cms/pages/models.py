from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PagePermissionTester

from cms.blocks.sections import Sections
from cms.blocks.shown import shown_sections
from media.pictures import picture_view
from storefront.screens.seo import seo_for
from tenants.directory.requests import current_tenant
from tenants.profile.selectors import current_profile

from .addresses import page_address
from .preview import preview_response


class DesignedPage(Page):
    """A page of sections. Its address comes from the shop's URLs, never from Wagtail's Site."""

    body = StreamField(Sections(), blank=True, verbose_name=_("sections"))
    cover = models.ForeignKey(
        "media.ShopImage",
        verbose_name=_("picture when shared"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [*Page.content_panels, FieldPanel("body")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("seo_title"), FieldPanel("search_description")], _("For search engines")
        ),
        FieldPanel("cover"),
    ]

    class Meta:
        abstract = True

    private_page_options: list[
        str
    ] = []  # the shop's pages are for everybody; none pretends not to be

    url_name: str
    tab = ""

    def url_arguments(self) -> tuple[str, ...]:
        return ()

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """(site, the shop's origin, path with its language prefix)."""
        return page_address(self, current_tenant())

    def name_of_page(self) -> str:
        return self.title

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return render(request, self.get_template(request), self.get_context(request))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            "page": self,
            "sections": shown_sections(self.body),
            "seo": seo_for(
                request,
                title=self.seo_title or self.name_of_page(),
                description=self.search_description or current_profile().slogan,
                picture=picture_view(self.cover),
            ),
            "tab": self.tab,
        }

    def make_preview_request(
        self, original_request=None, preview_mode=None, extra_request_attrs=None
    ) -> HttpResponse:
        return preview_response(self, extra_request_attrs or {})


class HomePagePermissions(PagePermissionTester):
    """A shop has one home page in each language: it is changed, and nothing else."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False


class HomePage(DesignedPage):
    """The shop's front page, one in each language."""

    template = "shop/pages/home.html"
    # Wagtail's own panel of the title looks for the field of the address, which a home page has not
    content_panels = [FieldPanel("title", classname="title"), FieldPanel("body")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.ShopPage"]
    is_creatable = False  # they come with the shop and its languages
    url_name = "home"
    tab = "home"

    class Meta:
        verbose_name = _("home page")

    def name_of_page(self) -> str:
        """To others it is the shop; “Home” says nothing there."""
        return current_profile().name

    def permissions_for_user(self, user: Any) -> HomePagePermissions:
        return HomePagePermissions(user, self)


class ShopPage(DesignedPage):
    """Any other designed page: about us, a campaign, help."""

    template = "shop/pages/page.html"
    promote_panels = [
        FieldPanel("slug", heading=_("Address")),  # Wagtail's word is no merchant's
        *DesignedPage.promote_panels,
    ]
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    url_name = "page"

    class Meta:
        verbose_name = _("page")

    def url_arguments(self) -> tuple[str, ...]:
        return (self.slug,)
