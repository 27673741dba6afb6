import json
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from tenants.upgrades.models import ShopUpgrade, UpgradeRun
from tenants.upgrades.planning import obstacle_to_text
from tenants.upgrades.services import (
    Patience,
    Summary,
    find_outdated,
    upgrade_all,
    work_through,
)
from tenants.upgrades.states import ShopState

SOME_FAILED, STOPPED = 1, 2
_SHOPS_WORTH_A_HELPER = 500


class Command(BaseCommand):
    help = (
        "Bring public, every shop and the template of new shops to the migrations of this code. Goes on after a"
        " failure; calling it again does what is left. Exit status: 0 all done, 1 some shops failed, 2 stopped"
        " by a canary."
    )
    requires_system_checks: list[str] = []  # they cost more than finding that nothing is to be done

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
        parser.add_argument(
            "--canary",
            action="append",
            default=[],
            metavar="SLUG",
            help="goes first; may be repeated",
        )
        parser.add_argument(
            "--canaries", type=int, default=settings.MALL_CANARIES, metavar="N",
            help="this many of the oldest shops go first; when one fails no other shop is touched",
        )  # fmt: skip
        parser.add_argument("--workers", type=int, default=0, help="processes; 0: as fits")
        parser.add_argument("--lock-timeout", type=int, default=500, metavar="MS")
        parser.add_argument("--shops-only", action="store_true", help="neither public nor template")
        parser.add_argument("--help-run", type=int, help="(its own helpers use this)")

    def handle(self, *args: Any, **options: Any) -> None:
        patience = Patience(lock_timeout_ms=options["lock_timeout"])
        if options["help_run"]:
            work_through(UpgradeRun.objects.get(pk=options["help_run"]), patience=patience)
            return
        started = time.monotonic()
        if not options["shops_only"] and not options["dry_run"]:
            call_command("migrate_schemas", shared=True, verbosity=0)
        if options["dry_run"]:
            self._say_what_would_be_done()
            return
        progress = Progress(self.stderr.write)
        summary = upgrade_all(
            canaries=options["canary"],
            oldest_first=options["canaries"],
            patience=patience,
            helpers=lambda run: _start_helpers(run, options),
            report=progress.report,
            opened=progress.begin,
        )
        if not options["shops_only"] and not summary.stopped:
            call_command("prepare_template", stdout=self.stderr)
        self._tell(summary, time.monotonic() - started)

    def _say_what_would_be_done(self) -> None:
        survey = find_outdated()
        for group in survey.outdated:
            self.stdout.write(f"{len(group.tenants)} shops lack:")
            for app, name in group.names:
                self.stdout.write(f"  {app}.{name}")
            why = obstacle_to_text(group.migrations)
            how = f"one by one, the slow way: {why}" if why else "as text, a transaction a shop"
            self.stdout.write(f"  done {how}")
        for tenant in survey.unreadable:
            self.stdout.write(f"{tenant.slug or tenant.schema_name}: its tables can't be read")
        if not survey.outdated:
            self.stdout.write(f"Nothing to do for {survey.shops} shops.")

    def _tell(self, summary: Summary, seconds: float) -> None:
        for name, why in summary.failed:
            self.stderr.write(f"  failed: {name}: {why}")
        if summary.stopped:
            self.stderr.write(f"  a canary failed; {summary.waiting} shops were not touched")
        answer = {
            "shops": summary.shops,
            "done": summary.done,
            "waiting": summary.waiting,
            "failed": dict(summary.failed),
            "stopped": summary.stopped,
            "seconds": round(seconds, 2),
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if not summary.good:
            sys.exit(STOPPED if summary.stopped else SOME_FAILED)


class Progress:
    """A line at most once a second, and one for every shop that was not done at once."""

    def __init__(self, write: Callable[[str], Any]) -> None:
        self._write, self._said_at, self._run = write, 0.0, 0

    def begin(self, run: UpgradeRun) -> None:
        self._run = run.pk
        rows = ShopUpgrade.objects.filter(run=run)
        self._write(f"  {rows.exclude(state=ShopState.DONE).count()} shops to upgrade")

    def report(self, upgrade: ShopUpgrade) -> None:
        if upgrade.state != ShopState.DONE:
            what = "failed" if upgrade.state == ShopState.FAILED else "put off"
            first_line = upgrade.last_error.partition("\n")[0]
            self._write(f"  {upgrade.tenant.slug or upgrade.tenant}: {what}: {first_line}")
        if time.monotonic() - self._said_at >= 1:
            self._said_at = time.monotonic()
            rows = ShopUpgrade.objects.filter(run_id=self._run)
            self._write(f"  {rows.filter(state=ShopState.DONE).count()} of {rows.count()} done")


def _start_helpers(run: UpgradeRun, options: dict[str, Any]) -> Callable[[], None]:
    waiting = ShopUpgrade.objects.filter(run=run, state=ShopState.WAITING)
    slow = waiting.exclude(plan__obstacle="").exists()
    fitting = 4 if slow and waiting.count() > 10 else 1 + waiting.count() // _SHOPS_WORTH_A_HELPER
    count = (options["workers"] or min(fitting, 4)) - 1
    command = [
        sys.executable, "-W", "ignore", str(settings.BASE_DIR / "manage.py"), "upgrade_shops",
        "--help-run", str(run.pk), "--lock-timeout", str(options["lock_timeout"]),
    ]  # fmt: skip
    helpers = [subprocess.Popen(command, stdin=subprocess.DEVNULL) for _ in range(count)]

    def wait() -> None:
        for helper in helpers:
            helper.wait()

    return wait
