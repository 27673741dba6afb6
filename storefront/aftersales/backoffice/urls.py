from django.urls import path

from .views import RefundOrder, RefundPreviewPart

app_name = "aftersales"
urlpatterns = [
    path("orders/<str:number>/refunds/new/", RefundOrder.as_view(), name="refund"),
    path("orders/<str:number>/refunds/preview/", RefundPreviewPart.as_view(), name="preview"),
]
