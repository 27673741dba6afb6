from django.urls import URLPattern, path
from django.views.i18n import set_language

from .views import landing, openings, shops, start

urlpatterns: list[URLPattern] = [
    path("", landing.landing, name="home"),
    path("language/", set_language, name="set_language"),
    path("start/", start.start, name="start"),
    path("start/account/", start.AccountStep.as_view(), name="start-account"),
    path("start/shop/", start.ShopStep.as_view(), name="start-shop"),
    path("start/shop/address/", start.address, name="start-address"),
    path("start/trade/", start.TradeStep.as_view(), name="start-trade"),
    path("start/look/", start.LookStep.as_view(), name="start-look"),
    path("start/goods/", start.GoodsStep.as_view(), name="start-goods"),
    path("openings/<uuid:key>/", openings.opening, name="opening"),
    path("openings/<uuid:key>/state/", openings.opening_state, name="opening-state"),
    path("openings/<uuid:key>/retry/", openings.opening_retry, name="opening-retry"),
    path("shops/", shops.shops, name="shops"),
]
