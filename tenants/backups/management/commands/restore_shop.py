import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kernel.errors import ExpectedFailure
from tenants.backups.restoring import restore_shop
from tenants.directory.urls import backoffice_origin, shop_origin

from ._progress import Progress


class Command(BaseCommand):
    help = "Open a shop from a file of dump_shop, here or in another installation. Prints JSON."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--slug", default="", help="another address than it had")
        parser.add_argument(
            "--owner",
            default="",
            metavar="EMAIL",
            help="another owner; made when there is no account",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["file"].is_file():
            raise CommandError(f"There is no file {options['file']}.")
        try:
            restored = restore_shop(
                options["file"],
                slug=options["slug"],
                owner_email=options["owner"],
                progress=Progress(self.stderr.write),
            )
        except ExpectedFailure as refusal:
            raise CommandError(str(refusal)) from None
        answer = {
            "slug": restored.tenant.slug,
            "schema": restored.tenant.schema_name,
            "rows": restored.rows,
            "files": restored.files,
            "shop_url": shop_origin(restored.tenant) + "/",
            "backoffice_url": backoffice_origin(restored.tenant) + "/",
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False))
