from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from loyalty.members.services import member_of
from storefront.customers.shop.access import shopper_required
from storefront.customers.shop.panels import menu_for

from .. import selectors
from ..evaluate import discount_for
from .timeline import Timeline

PAGE = 20


@require_GET
@shopper_required
def points(request: HttpRequest) -> HttpResponse:
    """A member's points: what there is, what it is worth, and everything that happened."""
    member = member_of(request.customer)  # type: ignore[attr-defined]
    assert member is not None, "whoever is signed in is a member"
    page = Paginator(Timeline(member.pk), PAGE).get_page(request.GET.get("page"))
    balances, rules = selectors.balances(member.pk), selectors.current_rules()
    context = {
        "tab": "account",
        "menu": menu_for(request),
        "member": member,
        "balances": balances,
        "worth_minor": discount_for(balances.spendable, rules),
        "rules": rules,
        "ending": selectors.next_ending(member.pk),
        "held": selectors.held_rows(member.pk),
        "page": page,
    }
    return render(request, "shop/points/timeline.html", context)
