from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from loyalty.members.services import member_of
from storefront.customers.requests import ShopperRequest
from storefront.customers.shop.access import shopper_required
from storefront.customers.shop.panels import menu_for

from .. import selectors
from ..evaluate import discount_for
from ..pages import timeline_page


@require_GET
@shopper_required
def points(request: ShopperRequest) -> HttpResponse:
    """A member's points: what there is, what it is worth, and everything that happened."""
    member = member_of(request.customer)
    assert member is not None, "whoever is signed in is a member"
    page = timeline_page(member.pk, request.GET.get("page"))
    balances, rules = selectors.balances(member.pk), selectors.current_rules()
    context = {
        "tab": "account",
        "menu": menu_for(request),
        "member": member,
        "balances": balances,
        "worth_minor": discount_for(balances.spendable, rules),
        "rules": rules,
        "ending": selectors.next_ending(member.pk),
        "held": selectors.held_rows(member.pk) if page.number == 1 else [],
        "page": page,
    }
    return render(request, "shop/points/timeline.html", context)
