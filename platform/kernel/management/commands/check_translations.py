from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kernel.translations import LANGUAGES, gaps


class Command(BaseCommand):
    help = "Fail when a text has no translation in some language."

    def handle(self, *args: Any, **options: Any) -> None:
        missing = [(language, text) for language in LANGUAGES for text in gaps(language)]
        if missing:
            lines = "\n".join(f"  {language}: {text}" for language, text in missing)
            raise CommandError(f"{len(missing)} texts have no translation:\n{lines}")
