from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backoffice.access import acting
from backoffice.screens import SettingsScreen
from storefront.orders.backoffice.views import OrderForm
from storefront.payments import services
from storefront.payments.models import Payment, PaymentRefund, PaymentSettings

from .forms import ArrivedForm, PaymentSettingsForm


class ConfirmPayment(OrderForm):
    """Staff say that they saw the money of a transfer, or took it at the door."""

    title = _("Money received?")
    permission = "orders.change_order"
    template_name = "payments/backoffice/confirm.html"
    form_class = ArrivedForm
    submit_label = _("Yes, it is here")
    done_message = _("The payment is confirmed.")

    @property
    def payment(self) -> Payment:
        return self.fetch(Payment.objects.filter(order=self.order), pk=self.kwargs["payment_id"])

    def get_initial(self) -> dict[str, Any]:
        return {"arrived": self.payment.amount_minor}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "currency": self.order.currency}

    def save(self, form: ArrivedForm) -> None:
        arrived = form.cleaned_data["arrived"]
        services.confirm_offline_payment(
            self.payment.pk, by=acting(self.request), arrived_minor=arrived
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(money=self.payment.money, **kwargs)


class _AboutRefund(OrderForm):
    permission = "aftersales.add_refund"
    template_name = "payments/backoffice/confirm.html"
    form_class = forms.Form

    @property
    def refund(self) -> PaymentRefund:
        refunds = PaymentRefund.objects.select_related("payment")
        mine = refunds.filter(payment__order=self.order)
        return self.fetch(mine, pk=self.kwargs["refund_id"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(money=self.refund.money, **kwargs)


class ConfirmRefund(_AboutRefund):
    """Staff say that they gave money back themselves."""

    title = _("Money given back?")
    submit_label = _("Yes, it is done")
    done_message = _("The refund is confirmed.")

    def save(self, form: forms.Form) -> None:
        services.confirm_refund_by_hand(self.refund.pk, by=acting(self.request))


class RetryRefund(_AboutRefund):
    """The provider refused to give the money back; it may do so now."""

    title = _("Try the refund again?")
    submit_label = _("Try again")
    done_message = _("The refund is on its way.")

    def save(self, form: forms.Form) -> None:
        services.retry_refund(self.refund.pk, by=acting(self.request))


class PaymentSettingsScreen(SettingsScreen):
    title = _("Ways to pay")
    permission = "payments.change_paymentsettings"
    form_class = PaymentSettingsForm

    def get_form_kwargs(self) -> dict[str, Any]:
        settings = PaymentSettings.objects.first() or PaymentSettings()
        return {**super().get_form_kwargs(), "instance": settings}

    def save(self, form: PaymentSettingsForm) -> None:
        services.save_payment_settings(**form.cleaned_data)
