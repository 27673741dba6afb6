"""What others do when somebody signs in."""

from collections.abc import Callable

from django.http import HttpRequest

from .models import User

# Called in the request, after the session is the person's: the cart merges itself here. A function that
# raises is logged and does not keep anybody from signing in.
after_sign_in: list[Callable[[HttpRequest, User], None]] = []

# Called in the transaction that makes a new person in a shop, with the person.
after_sign_up: list[Callable[[HttpRequest, User], None]] = []

# Called in the transaction that changes a person's verified e-mail or phone, with the person.
after_contact_change: list[Callable[[User], None]] = []

# Called after a person has chosen a new password, with the person: their sessions elsewhere end.
after_new_password: list[Callable[[User], None]] = []

# What a person may do, on the host they are on; asked once a request. Filled by tenants.staff.
permissions_of: list[Callable[[User], frozenset[str]]] = []
