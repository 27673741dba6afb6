from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "cms.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_save
        from wagtail.models import Page, Revision

        from storefront.screens.sitemap import sitemap_sources
        from tenants.freshness.registry import shown_on_pages
        from tenants.provisioning.ports import register_starter_step

        from .models import HomePage, ShopPage
        from .sitemap import designed_pages
        from .starter import dress_the_shop, fill_home_pages, make_home_pages
        from .timing import note_going_away, note_going_live

        post_save.connect(note_going_live, sender=Revision, dispatch_uid="pages.going_live")
        for page in (HomePage, ShopPage):
            post_save.connect(
                note_going_away, sender=page, dispatch_uid=f"{page.__name__}.going_away"
            )
        sitemap_sources.append(designed_pages)
        shown_on_pages(Page, HomePage, ShopPage)
        register_starter_step("cms.pages", 20, make_home_pages, neutral=True)
        register_starter_step("themes.look", 20, dress_the_shop, label=_("Look"))
        register_starter_step("cms.home_page", 60, fill_home_pages, label=_("Front page"))
