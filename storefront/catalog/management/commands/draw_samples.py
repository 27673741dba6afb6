"""`./mall manage draw_samples`: the pictures of the sample goods, drawn once an installation."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from storefront.catalog.samples.prepared import prepare_all


class Command(BaseCommand):
    help = "Draw the pictures of the sample goods, unless they are drawn already."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{prepare_all()} pictures in {settings.SAMPLES_DIR}")
