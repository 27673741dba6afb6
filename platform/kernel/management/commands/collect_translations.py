from typing import Any

from django.core.management.base import BaseCommand

from kernel.translations import collect


class Command(BaseCommand):
    help = "Bring the translation catalogues up to date with code and templates."

    def handle(self, *args: Any, **options: Any) -> None:
        for language, missing in collect().items():
            self.stdout.write(f"{language}: {missing} without a translation")
