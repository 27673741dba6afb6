import json
from typing import Any

from django.core.management.base import BaseCommand

from portal.demo import describe, seed_demo


class Command(BaseCommand):
    help = "Open the demo shops with goods, members and orders; prints their addresses and accounts as JSON."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(describe(seed_demo()), ensure_ascii=False))
