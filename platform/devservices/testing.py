"""./mall test: services of its own, a browser, and pytest with whatever arguments follow."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from .layout import ROOT, DataFolder, free_port
from .postgres import Postgres, ServiceFailed
from .progress import say, step
from .redis import Redis
from .supervisor import Child, Supervisor
from .toolchain import install_frontend_packages, require_browser

JOURNEYS = "tests/journeys"
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
        with test_services() as environment:
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
def test_services() -> Iterator[dict[str, str]]:
    """PostgreSQL and Redis for tests, kept between runs for their template databases."""
    folder = DataFolder(ROOT / ".data" / "test")
    folder.prepare()
    supervisor = Supervisor()
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'platform'}"}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    try:
        if not environment.get("DATABASE_URL"):
            server = Postgres(folder.path / "pg", free_port(), fast=True)
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
