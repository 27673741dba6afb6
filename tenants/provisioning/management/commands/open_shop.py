import json
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kernel.errors import ExpectedFailure
from tenants.accounts.models import User
from tenants.directory.urls import backoffice_origin, shop_origin
from tenants.provisioning.services import ShopRequest, open_shop, request_shop
from tenants.provisioning.starter import CURRENCIES


class Command(BaseCommand):
    help = "Open a shop here and now, without a worker; prints JSON."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--slug", required=True, help="the shop's subdomain")
        parser.add_argument("--name", required=True)
        parser.add_argument("--trade", default="clothing")
        parser.add_argument("--look", default="clothing", help="name of a theme")
        parser.add_argument(
            "--owner", required=True, metavar="EMAIL", help="made when there is no such account"
        )
        parser.add_argument("--demo", action="store_true", help="with sample goods")
        languages = [code for code, _ in settings.LANGUAGES]
        parser.add_argument("--language", default="zh-hans", choices=languages)
        parser.add_argument("--currency", default="CNY", choices=CURRENCIES)

    def handle(self, *args, **options) -> None:
        started = time.monotonic()
        wish = ShopRequest(
            owner=_owner(options["owner"]),
            **{
                name: options[name]
                for name in ("slug", "name", "trade", "look", "demo", "language", "currency")
            },
        )
        try:
            tenant = open_shop(request_shop(wish)).tenant
        except ExpectedFailure as refusal:
            raise CommandError(str(refusal)) from None
        answer = {
            "slug": tenant.slug,
            "schema": tenant.schema_name,
            "shop_url": shop_origin(tenant) + "/",
            "backoffice_url": backoffice_origin(tenant) + "/",
            "seconds": round(time.monotonic() - started, 3),
        }
        self.stdout.write(json.dumps(answer))


def _owner(email: str) -> User:
    """The merchant's account; a new one has no password and signs in by a code."""
    known = User.objects.filter(email__iexact=email).first()
    return known or User.objects.create_user(username=email.lower(), email=email.lower())
