"""./mall test: services of its own, a browser, and pytest with whatever arguments follow."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from .layout import ROOT, DataFolder, free_port
from .postgres import Postgres, ServiceFailed
from .progress import say, step
from .redis import Redis
from .supervisor import Child, Supervisor
from .toolchain import install_frontend_packages, require_browser

JOURNEYS = "tests/journeys"
MEMORY = Path("/dev/shm")
MEMORY_WANTED = 2 * 1024**3  # bytes; a run takes about a quarter
_SIDE_BY_SIDE = [
    "-n",
    str(os.cpu_count() or 1),
    "--dist",
    "worksteal",
]  # each with a database of its own


def run_tests(arguments: list[str]) -> int:
    try:
        with step("Front-end packages"):
            install_frontend_packages()
        with step("Chromium and a Chinese font"):
            require_browser()
        with test_services(in_memory=not arguments) as environment:
            compiling = [sys.executable, "-W", "ignore", "manage.py", "compile_translations"]
            variables = environment | {"MALL_SECRET_KEY": "tests only"}
            subprocess.run(compiling, cwd=ROOT, env=variables, check=True)
            # the browser's driver keeps an event loop, in which Django refuses its database: a process of its own
            runs = (
                [arguments] if arguments else [[f"--ignore={JOURNEYS}", *_SIDE_BY_SIDE], [JOURNEYS]]
            )
            return max(_pytest(run, environment) for run in runs)
    except ServiceFailed as error:
        say(f"\n{error}")
        return 1


def _pytest(arguments: list[str], environment: dict[str, str]) -> int:
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


@contextmanager
def test_services(*, in_memory: bool) -> Iterator[dict[str, str]]:
    """PostgreSQL and Redis for tests; on disk they are kept between runs for their template databases.

    in_memory: where the system has room for it. Many tests copy a database of two thousand files, which
    takes a disk ten times as long; what is in memory is gone afterwards.
    """
    folder = DataFolder(ROOT / ".data" / "test")
    folder.prepare()
    supervisor = Supervisor()
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'platform'}"}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    with _folder_in_memory() if in_memory else nullcontext(folder.path) as place:
        try:
            if not environment.get("DATABASE_URL"):
                server = Postgres(place / "pg", free_port(), fast=True)
                supervisor.add(Child("postgres", server.start, signal.SIGINT))
                server.create_database()
                environment["DATABASE_URL"] = server.url()
            if not environment.get("REDIS_URL"):
                queue = Redis(folder.path / "redis", free_port())
                supervisor.add(Child("redis", queue.start))
                environment["REDIS_URL"] = queue.url
            yield environment
        finally:
            supervisor.end_all()


@contextmanager
def _folder_in_memory() -> Iterator[Path]:
    """A new folder, removed at the end; on disk when the system's memory disk is missing or small."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > MEMORY_WANTED
    with tempfile.TemporaryDirectory(prefix="mall-tests-", dir=MEMORY if roomy else None) as name:
        folder = Path(name)
        folder.chmod(0o755)  # as root the server runs as another user
        yield folder
