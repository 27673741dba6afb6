import time

from django.core.management.base import BaseCommand

from tenants.provisioning.pool import fill_pool
from tenants.provisioning.template import build_template, ready_template


class Command(BaseCommand):
    help = "Make the template of new shops for this release, and fill the pool."

    def handle(self, *args, **options) -> None:
        started = time.monotonic()
        known = ready_template()
        template = known or build_template()
        if template is None:
            self.stderr.write("Another process is building it.")
            return
        made = fill_pool()
        what = "was ready" if known else f"made in {time.monotonic() - started:.1f} s"
        self.stdout.write(f"Template {template} {what}, {made} schemas added to the pool.")
