from django.urls import path

from .views import CancelOrder, OrderDetail, OrderList, OrderSettingsScreen

app_name = "orders"
urlpatterns = [
    path("settings/orders/", OrderSettingsScreen.as_view(), name="settings"),
    path("orders/", OrderList.as_view(), name="list"),
    path("orders/<str:number>/", OrderDetail.as_view(), name="detail"),
    path("orders/<str:number>/cancellation/", CancelOrder.as_view(), name="cancellation"),
]
