"""What payments add to the list of orders: a filter and a column of the export, by the way of paying."""

from collections.abc import Mapping, Sequence

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from integrations.payment_providers import payment_provider, payment_providers
from storefront.orders.backoffice.ports import OrderColumn
from storefront.orders.models import Order
from storefront.payments.models import Payment
from storefront.payments.states import PaymentState


def way_filter() -> Mapping[str, django_filters.Filter]:
    choices = [(code, provider.name) for code, provider in payment_providers().items()]
    way = django_filters.ChoiceFilter(
        choices=choices, label=_("Way to pay"), empty_label=_("any"), method=_paid_by
    )
    return {"way": way}


def _paid_by(orders: QuerySet[Order], name: str, code: str) -> QuerySet[Order]:
    """Paid so, or to be paid so."""
    payments = Payment.objects.filter(order=OuterRef("pk"), provider=code)
    return orders.filter(Exists(payments.exclude(state__in=_GONE)))


def ways_of(order_ids: Sequence[int]) -> Mapping[int, str]:
    payments = Payment.objects.filter(order_id__in=order_ids).exclude(state__in=_GONE)
    return {
        order_id: str(payment_provider(code).name)
        for order_id, code in payments.order_by("id").values_list("order_id", "provider")
    }


WAY_COLUMN = OrderColumn(_("Way to pay"), ways_of)
_GONE = (PaymentState.FAILED, PaymentState.CANCELLED)
