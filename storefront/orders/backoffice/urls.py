from django.urls import path

from .list import OrderList, export_orders
from .views import CancelOrder, OrderDetail, OrderSettingsScreen

app_name = "orders"
urlpatterns = [
    path("settings/orders/", OrderSettingsScreen.as_view(), name="settings"),
    path("orders/", OrderList.as_view(), name="list"),
    path("orders/export/", export_orders, name="export"),
    path("orders/<str:number>/", OrderDetail.as_view(), name="detail"),
    path("orders/<str:number>/cancellation/", CancelOrder.as_view(), name="cancellation"),
]
