from django.urls import path, register_converter
from django.urls.converters import StringConverter

from .list import OrderList, export_orders
from .views import AddNote, CancelOrder, OrderDetail, OrderSettingsScreen


class OrderNumber(StringConverter):
    """Starts with the day it was placed; so the pages of many orders keep their words: orders/dispatch/."""

    regex = r"\d[^/]*"


register_converter(OrderNumber, "order_number")
app_name = "orders"
urlpatterns = [
    path("settings/orders/", OrderSettingsScreen.as_view(), name="settings"),
    path("orders/", OrderList.as_view(), name="list"),
    path("orders/export/", export_orders, name="export"),
    path("orders/<order_number:number>/", OrderDetail.as_view(), name="detail"),
    path("orders/<str:number>/notes/", AddNote.as_view(), name="note"),
    path("orders/<str:number>/cancellation/", CancelOrder.as_view(), name="cancellation"),
]
