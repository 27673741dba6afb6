"""How an order is paid that staff placed: a link for the customer, or money taken by staff."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from backoffice.access import acting, fetch, staff_view
from integrations.mail.services import send_mail
from storefront.drafts.links import payment_link
from storefront.orders.backoffice.views import OrderForm
from storefront.orders.models import Order
from storefront.payments.services import record_payment_by_staff
from tenants.accounts.requests import within_limits
from tenants.profile.selectors import current_profile

TAKE = "orders.change_order"
SEND = "drafts.change_draft"
MAILS = "5/h/key"  # of one order


@staff_view(SEND)
def mail_link(request: HttpRequest, number: str) -> HttpResponse:
    """The payment link by mail, in the customer's language."""
    order = fetch(request, SEND, Order, number=number)
    if request.method == "POST" and order.email and order.needs_payment:
        if not within_limits(request, "payment_link", rates=MAILS, key=order.number):
            messages.error(request, _("The link was mailed several times by now. Copy it instead."))
        elif _send(order):
            messages.success(request, _("The link is on its way to %(to)s.") % {"to": order.email})
        else:
            messages.error(request, _("The mail could not be sent. Copy the link instead."))
    return redirect("orders:detail", number)


def _send(order: Order) -> bool:
    shop = current_profile()
    context = {"order": order, "shop": shop, "link": payment_link(order)}
    with override(order.language or shop.main_language):
        subject = _("Your order %(number)s at %(shop)s") % {
            "number": order.number,
            "shop": shop.name,
        }
        text = render_to_string("drafts/mail/payment_link.txt", context)
    return send_mail(to=order.email, subject=subject, text=text, from_name=shop.name)


class PaidForm(forms.Form):
    way = forms.ChoiceField(
        label=gettext_lazy("How was it paid?"),
        choices=[
            ("cash", gettext_lazy("In cash")),
            ("bank_transfer", gettext_lazy("By bank transfer")),
        ],
        widget=forms.RadioSelect,
        initial="cash",
    )
    why = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("A receipt number, say. Only staff see it."),
    )


class TakePayment(OrderForm):
    """Staff have the money in hand, or saw it on the shop's account."""

    title = gettext_lazy("Money received?")
    permission = TAKE
    template_name = "drafts/backoffice/take_payment.html"
    form_class = PaidForm
    submit_label = gettext_lazy("Yes, it is paid")
    done_message = gettext_lazy("The order is paid.")

    def save(self, form: PaidForm) -> None:
        data = form.cleaned_data
        record_payment_by_staff(
            self.order.pk, data["way"], by=acting(self.request), why=data["why"]
        )
