from typing import Any

from django.core.management.base import BaseCommand

from kernel.translations import compile_all


class Command(BaseCommand):
    help = "Compile the translation catalogues."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        compile_all()
