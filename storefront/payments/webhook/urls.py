from django.urls import path

from .views import receive

urlpatterns = [path("<slug:provider>/", receive, name="payment-webhook")]
