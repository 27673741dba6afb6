"""For an owner who has lost phone and recovery codes, and whom the platform's people know to be it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants.accounts.mfa import forget_second_factor
from tenants.accounts.models import User


class Command(BaseCommand):
    help = "Void app, passkeys and recovery codes of an account on the platform; a mail tells the person."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        person = User.objects.filter(email__iexact=options["email"]).first()
        if person is None:
            raise CommandError(f"nobody on the platform has the e-mail {options['email']}")
        forget_second_factor(person, by=settings.WAGTAIL_SITE_NAME)
        self.stdout.write(f"{person.email}: no second factor any more, signed out everywhere")
