"""People for tests: sign somebody in on the kind of host a client speaks to."""

import re

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core import mail
from django.test import Client
from django_tenants.utils import schema_context

from integrations.mailbox import store
from storefront.customers.services import customer_of_user
from tenants.accounts.models import User
from tenants.accounts.sessions import SessionStore
from tenants.directory.hosts import parse_host
from tenants.directory.lookup import tenant_for_host

PASSWORD = "blue-kettle-9"


def sign_in(client: Client, user: User) -> None:
    """As force_login, but the session is of the client's kind of host and in its shop's schema."""
    host = parse_host(client.defaults["HTTP_HOST"])
    tenant = tenant_for_host(host) if host.slug or host.domain else None
    with schema_context(tenant.schema_name if tenant else "public"):
        session = SessionStore()
        session.host_kind = str(host.kind)
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key


def a_shopper(email: str = "mei@example.com", name: str = "Mei", **fields: object) -> User:
    """A signed-up shopper of the current shop, with a customer row and a verified e-mail."""
    from allauth.account.models import EmailAddress

    user = User(email=email, name=name, **fields)
    user.set_password(PASSWORD)
    user.save()
    if email:
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    customer_of_user(user)
    return user


def last_message(address: str) -> str:
    """The text of the newest mail or text message to this address (Django's test runner keeps mails)."""
    mails = [message.body for message in getattr(mail, "outbox", ()) if address in message.to]
    return mails[-1] if mails else store.messages(address=address, limit=1)[0].text


def last_code(address: str) -> str:
    """The code in the newest message to this address."""
    return re.search(r"\b(\d{6})\b", last_message(address)).group(1)
