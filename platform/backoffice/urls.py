from django.urls import URLPattern, path, re_path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from django.views.i18n import set_language
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.home import default as no_such_page

from .screens.account import AccountScreen
from .screens.home import HomeScreen
from .screens.script_words import ScriptWords

# parts of Wagtail's admin that a shop has no use for; embeds would also make us ask other people's servers
CLOSED = (
    "collections",
    "documents",
    "embeds",
    "failwhale",
    "groups",
    "reports",
    "settings/(?:profile|wagtail[a-z]*)",
    "sites",
    "snippets",
    "test404",
    "users",
    "workflows",
)

# these stand before Wagtail's own pages of the same address
urlpatterns: list[URLPattern] = [
    re_path(
        rf"^(?:{'|'.join(CLOSED)})/", never_cache(require_admin_access(no_such_page)), name="closed"
    ),
    # Wagtail's list of pages from its root, page 1: the shop's pages are on the Design page
    re_path(
        r"^pages/(?:1/)?$",
        require_admin_access(RedirectView.as_view(pattern_name="backoffice:design")),
    ),
    path("", never_cache(require_admin_access(HomeScreen.as_view())), name="backoffice_home"),
    path("account/", never_cache(require_admin_access(AccountScreen.as_view()))),
    path("jsi18n/", ScriptWords.as_view(packages=["wagtail.admin"])),
    path("language/", set_language, name="set_language"),
]
