import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tenants.backups.dumping import dump_shop
from tenants.directory.lookup import OPEN_STATES
from tenants.directory.models import Tenant

from ._progress import Progress


class Command(BaseCommand):
    help = "Write one shop into a file while it serves: its rows, its uploads, what public says of it. Prints JSON."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("slug")
        parser.add_argument("--to", required=True, type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        tenant = Tenant.objects.filter(slug=options["slug"], state__in=OPEN_STATES).first()
        if tenant is None:
            raise CommandError(f"There is no open shop {options['slug']}.")
        manifest = dump_shop(tenant, options["to"], progress=Progress(self.stderr.write))
        answer = {
            "slug": tenant.slug,
            "file": str(options["to"]),
            "bytes": options["to"].stat().st_size,
            "rows": sum(part.rows for part in manifest.tables.values()),
            "files": len(manifest.files),
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False))
