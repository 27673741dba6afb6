from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.i18n import set_language
from wagtail.admin.auth import require_admin_access

from .screens.account import AccountScreen
from .screens.home import HomeScreen
from .screens.script_words import ScriptWords

# these stand before Wagtail's own pages of the same address
urlpatterns: list[URLPattern] = [
    path("", never_cache(require_admin_access(HomeScreen.as_view())), name="backoffice_home"),
    path("account/", never_cache(require_admin_access(AccountScreen.as_view()))),
    path("jsi18n/", ScriptWords.as_view(packages=["wagtail.admin"])),
    path("language/", set_language, name="set_language"),
]
