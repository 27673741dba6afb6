from django.urls import path

from .views import RefundOrder, RefundPreviewPart, RefundsWaiting

app_name = "aftersales"
urlpatterns = [
    path("refunds/", RefundsWaiting.as_view(), name="waiting"),
    path("orders/<str:number>/refunds/new/", RefundOrder.as_view(), name="refund"),
    path("orders/<str:number>/refunds/preview/", RefundPreviewPart.as_view(), name="preview"),
]
