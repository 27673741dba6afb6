"""./mall check: every check that needs no running product, each told with its name and its time."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .layout import ROOT
from .postgres import ServiceFailed
from .progress import say
from .testing import test_services
from .toolchain import install_frontend_packages

BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "-W", "ignore", "manage.py"]
CHECKS: list[tuple[str, list[str]]] = [
    ("ruff lint", [str(BIN / "ruff"), "check", "."]),
    ("ruff format", [str(BIN / "ruff"), "format", "--check", "-q", "."]),
    ("import-linter", [str(BIN / "lint-imports"), "--no-cache"]),
    ("templates", [str(BIN / "djlint"), "--lint", "--quiet", "platform", "tenants", "storefront", "loyalty", "cms", "themes"]),
    ("django check", [*MANAGE, "check", "--fail-level", "WARNING"]),
    ("migrations complete", [*MANAGE, "makemigrations", "--check", "--dry-run", "-v", "1"]),
    ("translations complete", [*MANAGE, "check_translations"]),
    ("collectstatic", [*MANAGE, "collectstatic", "--noinput", "-v", "0"]),
    ("mypy", [str(BIN / "mypy")]),
]  # fmt: skip


def run_checks(only: list[str]) -> int:
    """Runs all checks, or those whose name contains one of `only`; non-zero when one failed."""
    failed = []
    try:
        install_frontend_packages()
        with test_services(in_memory=False) as environment, tempfile.TemporaryDirectory() as static:
            environment |= {
                "MALL_STATIC_ROOT": static,
                "DJANGO_SETTINGS_MODULE": "config.settings.base",
                "MALL_SECRET_KEY": "check only",
            }
            for name, command in CHECKS:
                if only and not any(part in name for part in only):
                    continue
                if not _passes(name, command, environment):
                    failed.append(name)
    except ServiceFailed as error:
        say(str(error))
        return 1
    say("all checks passed" if not failed else f"failed: {', '.join(failed)}")
    return 1 if failed else 0


def _passes(name: str, command: list[str], environment: dict[str, str]) -> bool:
    started = time.monotonic()
    result = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    say(
        f"  {'ok  ' if result.returncode == 0 else 'FAIL'} {name} ({time.monotonic() - started:.1f} s)"
    )
    if result.returncode:
        say((result.stdout + result.stderr).strip()[-6000:])
    return result.returncode == 0
