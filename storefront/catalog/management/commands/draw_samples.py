"""`./mall manage draw_samples`: the pictures of the sample goods, drawn once an installation."""

from typing import Any

from django.core.management.base import BaseCommand

from storefront.catalog.samples.prepared import folder, prepare


class Command(BaseCommand):
    help = "Draw the pictures of the sample goods, unless they are drawn already."

    def handle(self, *args: Any, **options: Any) -> None:
        made = prepare()
        self.stdout.write(f"{len(made['pictures'])} pictures in {folder()}")
