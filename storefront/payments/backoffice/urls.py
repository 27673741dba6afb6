from django.urls import path

from .views import ConfirmPayment, ConfirmRefund, PaymentSettingsScreen, RetryRefund

app_name = "payments"
urlpatterns = [
    path(
        "orders/<str:number>/payments/<int:payment_id>/confirmation/",
        ConfirmPayment.as_view(),
        name="confirm",
    ),
    path(
        "orders/<str:number>/refunds/<int:refund_id>/confirmation/",
        ConfirmRefund.as_view(),
        name="confirm_refund",
    ),
    path(
        "orders/<str:number>/refunds/<int:refund_id>/attempts/",
        RetryRefund.as_view(),
        name="retry_refund",
    ),
    path("settings/payments/", PaymentSettingsScreen.as_view(), name="settings"),
]
