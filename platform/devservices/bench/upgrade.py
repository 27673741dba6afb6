"""./mall bench upgrade: 300 shops get a new field while people look at them.

One shop can't be upgraded (its table has such a column already), one is locked by a long report. The command's seconds
are compared with what `migrate_schemas` needs for 20 of the shops, times 15, with the same visitors beside it; the start of
the process counts in neither. Afterwards both troubles are mended and the command is called again; then once more with
nothing to do (noop_s is the whole process, noop_work_s what it did). Options: --shops N.
"""

import contextlib
import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2

from ..layout import ROOT
from ..outside_migration import write_migration
from ..progress import say, step
from ..stack import Stack
from ._many_shops import SETTINGS, open_shops

STACK = {"beat": False, "extra_env": SETTINGS}
SHOPS, COMPARED = 300, 20
TABLE = "profile_shopprofile"
_SECOND = "migrations.AddField('shopprofile', 'motto2', models.CharField(max_length=80, null=True))"
_MIGRATE_SCHEMAS = """
import time
from django_tenants.migration_executors import get_executor
options = {{"app_label": None, "migration_name": None, "verbosity": 0, "interactive": False, "fake": False,
    "fake_initial": False, "plan": False, "check_unapplied": False, "run_syncdb": False, "prune": False,
    "database": "default", "skip_checks": True, "no_color": True, "force_color": False}}
started = time.perf_counter()
get_executor("standard")((), options).run_migrations(tenants={names!r})
print(time.perf_counter() - started)
"""


def main(stack: Stack, options: list[str]) -> dict[str, float]:
    count = int(options[options.index("--shops") + 1]) if "--shops" in options else SHOPS
    shops = open_shops(stack, count)
    (failing, failing_schema), (_locked, locked_schema) = shops[count // 3], shops[count // 2]
    link = psycopg2.connect(stack.database_url)
    visitors = Visitors(stack.port, [slug for slug, _ in shops])
    with tempfile.TemporaryDirectory() as folder, contextlib.closing(link), visitors.looking():
        variables = _expect_more(Path(folder))
        _sql(link, f"ALTER TABLE {failing_schema}.{TABLE} ADD COLUMN motto integer")
        with link.cursor() as report:
            report.execute(f"LOCK TABLE {locked_schema}.{TABLE} IN ACCESS SHARE MODE")
            first, _ = _upgrade(stack, variables)
        link.rollback()
        _sql(link, f"ALTER TABLE {failing_schema}.{TABLE} DROP COLUMN motto")
        second, _ = _upgrade(stack, variables)
        nothing, noop_seconds = _upgrade(stack, variables)
        variables = _expect_more(Path(folder), _SECOND, "9999_outside")
        ordinary = _migrate_schemas(stack, [schema for _, schema in shops[:COMPARED]], variables)
    say(f"  {failing}: {first['failed'].get(failing)}")
    if not visitors.served or nothing["done"]:
        raise RuntimeError(f"nobody looked, or the last run was not idle: {nothing}")
    extrapolated = ordinary / COMPARED * count
    return {
        "to_migrate_schemas_ratio": round(first["seconds"] / extrapolated, 4),
        "upgrade_s": first["seconds"],
        "migrate_schemas_s": round(extrapolated, 1),
        "done": first["done"],
        "failed_reported": len(first["failed"]),
        "done_when_called_again": second["done"],
        "noop_s": round(noop_seconds, 2),
        "noop_work_s": nothing["seconds"],
        "served": visitors.served,
        "served_errors": len(visitors.errors),
        "served_slowest_ms": round(visitors.slowest * 1000),
    }


@dataclass
class Visitors:
    """One after the other opens the home page of some shop, for as long as we are `looking()`."""

    port: int
    slugs: list[str]
    served: int = 0
    slowest: float = 0
    errors: list[str] = field(default_factory=list)

    @contextmanager
    def looking(self) -> Iterator[None]:
        over = threading.Event()
        visitor = threading.Thread(target=self._look, args=(over,), daemon=True)
        visitor.start()
        try:
            yield
        finally:
            over.set()
            visitor.join()
        for error in self.errors[:5]:
            say(f"  {error}")

    def _look(self, over: threading.Event) -> None:
        chance = random.Random(1)
        while not over.wait(0.02):
            slug, started = chance.choice(self.slugs), time.perf_counter()
            try:
                status = self._visit(slug)
            except OSError as error:
                status = f"{type(error).__name__}: {error}"
            if status == 200:
                self.served += 1
                self.slowest = max(self.slowest, time.perf_counter() - started)
            else:
                self.errors.append(f"{slug}: {status}")

    def _visit(self, slug: str) -> int | str:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        link.request("GET", "/en/", headers={"Host": f"{slug}.shop.localhost:{self.port}"})
        answer = link.getresponse()
        answer.read()
        link.close()
        return answer.status


def _expect_more(folder: Path, *migration: str) -> dict[str, str]:
    """Environment in which the code expects one migration more."""
    modules = write_migration(
        folder, *migration[:1], **dict(zip(["name"], migration[1:], strict=False))
    )
    path = f"{folder}{os.pathsep}{ROOT}{os.pathsep}{ROOT / 'platform'}"
    return {"MALL_MIGRATION_MODULES": json.dumps(modules), "PYTHONPATH": path}


def _upgrade(stack: Stack, variables: dict[str, str]) -> tuple[dict, float]:
    """What the command answered, and the seconds of its whole process."""
    started = time.perf_counter()
    with step("upgrade_shops"):
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "manage.py", "upgrade_shops", "--shops-only"], cwd=ROOT,
            env=stack.env | variables, text=True, stdin=subprocess.DEVNULL, capture_output=True, check=False,
        )  # fmt: skip
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr[-3000:])
    return json.loads(done.stdout.strip().splitlines()[-1]), time.perf_counter() - started


def _migrate_schemas(stack: Stack, names: list[str], variables: dict[str, str]) -> float:
    """Seconds of django-tenants' own executor for these, without the start of the process."""
    with step(f"migrate_schemas for {len(names)}"):
        told = stack.manage(
            "shell", "-v", "0", "-c", _MIGRATE_SCHEMAS.format(names=names), **variables
        )
    return float(told.strip().splitlines()[-1])


def _sql(link: "psycopg2.extensions.connection", statement: str) -> None:
    with link.cursor() as cursor:
        cursor.execute(statement)
    link.commit()
