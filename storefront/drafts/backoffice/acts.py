"""What staff do to a draft. Done, it leads back to the draft; refused, the draft says why and keeps what was typed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from backoffice.access import acting, may, require
from backoffice.screens.forms import show_failure
from kernel.errors import ExpectedFailure
from storefront.cart.errors import QuantityNotUnderstood
from storefront.customers.models import Customer
from storefront.customers.selectors import address_of
from storefront.drafts import services
from storefront.drafts.services.people import address_facts

from .editor import DISCOUNT, OVERRIDE
from .forms import CustomerForm, DiscountForm, DraftAddressForm, PriceForm, TermsForm
from .views import DraftScreen


class Act(DraftScreen):
    """One thing done to a draft; `also` is a permission it needs besides."""

    http_method_names = ["post", "options"]
    also = ""
    form_name = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(request, self.also)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if form is not None and not form.is_valid():
            return self.refused(form)
        try:
            return self.act(form) or redirect("drafts:draft", self.draft.reference)
        except ExpectedFailure as failure:
            if form is not None and failure.field in form.fields:
                show_failure(form, failure)
                return self.refused(form)
            return self.refused(form, problem=str(failure))

    def get_form(self) -> Any:
        return None

    def act(self, form: Any) -> HttpResponse | None:
        raise NotImplementedError

    def refused(self, form: forms.BaseForm | None, problem: str = "") -> HttpResponse:
        bound = {self.get_form_name(): form} if form is not None else {}
        self.__dict__.pop("_draft", None)  # as it is after the refusal
        context = {**self.get_context_data(bound=bound), "problem": problem}
        return render(self.request, self.template_name, context, status=422)

    def get_form_name(self) -> str:
        return self.form_name

    @property
    def by(self) -> str:
        return acting(self.request)

    @property
    def may_agree(self) -> bool:
        return may(self.request, OVERRIDE) and may(self.request, DISCOUNT)


class AddGoods(Act):
    def act(self, form: None) -> None:
        variant, quantity = (self.request.POST.get(n, "") for n in ("variant", "quantity"))
        wanted = {_number(variant): _number(quantity or "1")}
        services.add_goods(self.draft.pk, wanted, by=self.by, may_agree=self.may_agree)


class SetQuantity(Act):
    def act(self, form: None) -> None:
        quantity = _number(self.request.POST.get("quantity", ""))
        services.set_quantity(
            self.draft.pk,
            self.kwargs["variant_id"],
            quantity,
            by=self.by,
            may_agree=self.may_agree,
        )


class AgreePrice(Act):
    also = OVERRIDE

    def get_form_name(self) -> str:
        return f"price-{self.kwargs['variant_id']}"

    def get_form(self) -> PriceForm:
        return PriceForm(self.request.POST, prefix=self.get_form_name())

    def act(self, form: PriceForm) -> None:
        data, variant_id = form.cleaned_data, self.kwargs["variant_id"]
        cart = self.draft.cart
        if cart is None or not cart.lines.filter(variant_id=variant_id).exists():
            return
        services.agree_price(
            self.draft.pk, variant_id, data["price_minor"], reason=data["reason"], by=self.by
        )


class GiveDiscount(Act):
    also = DISCOUNT
    form_name = "discount_form"

    def get_form(self) -> DiscountForm:
        return DiscountForm(self.request.POST)

    def act(self, form: DiscountForm) -> None:
        data = form.cleaned_data
        amount = data["discount_minor"] or 0
        services.give_discount(self.draft.pk, amount, reason=data["discount_reason"], by=self.by)


class ChooseCustomer(Act):
    def act(self, form: None) -> None:
        asked = self.request.POST.get("customer", "")
        customer = get_object_or_404(Customer, pk=_whole(asked) or 0)
        services.choose_customer(self.draft.pk, customer.pk, by=self.by, may_agree=self.may_agree)


class NewCustomer(Act):
    form_name = "customer_form"

    def get_form(self) -> CustomerForm:
        return CustomerForm(self.request.POST, prefix="new")

    def act(self, form: CustomerForm) -> None:
        services.new_customer(
            self.draft.pk, by=self.by, may_agree=self.may_agree, **form.cleaned_data
        )


class SendTo(Act):
    """An entry of the customer's book, or an address that is typed."""

    form_name = "address_form"

    def get_form(self) -> DraftAddressForm | None:
        if "entry" in self.request.POST:
            return None
        return DraftAddressForm(self.request.POST, prefix="to")

    def act(self, form: DraftAddressForm | None) -> None:
        if form is not None:
            data = dict(form.cleaned_data)
            keep = data.pop("keep")
            services.send_to(self.draft.pk, address=data, keep=keep, by=self.by)
            return
        asked = self.request.POST["entry"]
        customer = self.draft.customer
        entry = address_of(customer, _whole(asked) or 0) if customer else None
        if entry:
            services.send_to(self.draft.pk, address=address_facts(entry), by=self.by)


class ChangeTerms(Act):
    form_name = "terms_form"

    def get_form(self) -> TermsForm:
        return TermsForm(self.request.POST)

    def act(self, form: TermsForm) -> None:
        uses = {
            name.removeprefix("use_"): int(str(value))
            for name, value in self.request.POST.items()
            if name.startswith("use_") and str(value).isdecimal() and len(str(value)) <= 12
        }
        services.change_draft(self.draft.pk, choices=uses, **form.cleaned_data)


class TakeUpAgain(Act):
    def act(self, form: None) -> None:
        services.take_up_again(self.draft.pk, by=self.by)


class Discard(Act):
    def act(self, form: None) -> HttpResponse:
        services.discard_draft(self.draft.pk, by=self.by)
        messages.success(self.request, _("The draft is thrown away."))
        return redirect("drafts:list")


class Place(Act):
    def act(self, form: None) -> HttpResponse:
        seen = _whole(self.request.POST.get("expected", ""))
        order = services.place_draft(self.draft.pk, by=self.by, expected_total_minor=seen)
        messages.success(
            self.request, _("The order is placed. Send its payment link, or take the money.")
        )
        return redirect("orders:detail", order.number)


def _number(text: str) -> int:
    number = _whole(text)
    if number is None:
        raise QuantityNotUnderstood
    return number


def _whole(text: str) -> int | None:
    """A number from nought that a bigint surely holds; None for anything else."""
    plain = text.strip()
    return int(plain) if plain.isdecimal() and len(plain) <= 18 else None
