from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.views.decorators.cache import never_cache

from storefront.customers.requests import ShopperRequest
from storefront.customers.selectors import current_customer
from storefront.customers.services import customer_of_user

View = Callable[..., HttpResponse]


def shopper_required(view: View) -> View:
    """The view gets `request.customer`; a visitor signs in first and comes back. Never cached."""

    @never_cache
    @wraps(view)
    def checked(request: ShopperRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), resolve_url("account_login"))
        request.customer = current_customer(request) or customer_of_user(request.user)
        return view(request, *args, **kwargs)

    return checked
