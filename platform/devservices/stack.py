"""One installation of the product on this machine: services, web, worker, beat and the demo gateway.

`./mall up` runs one for a person; journeys and benches run one each, on free ports and folders of their own.
"""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from .layout import ROOT, DataFolder, free_port, product_environment
from .postgres import Postgres, ServiceFailed
from .progress import step
from .redis import Redis
from .supervisor import Child, Supervisor, spawn

PYTHON = sys.executable
APPLICATION_ROLE = "mall_app"  # ledger.rights; commands run as the owner


@dataclass
class Stack:
    """Attributes a bench or journey uses: web_url, database_url, redis_url, env, manage(), supervisor."""

    folder: DataFolder
    port: int = 0
    fast: bool = False
    web_workers: int = 2
    worker_concurrency: int = 2
    beat: bool = True
    postgres_options: dict[str, str] = field(default_factory=dict)
    extra_env: dict[str, str] = field(default_factory=dict)
    supervisor: Supervisor = field(default_factory=Supervisor)
    env: dict[str, str] = field(default_factory=dict)

    @property
    def web_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database_url(self) -> str:
        return self.env["DATABASE_URL"]

    @property
    def redis_url(self) -> str:
        return self.env["REDIS_URL"]

    def start_services(self) -> None:
        """PostgreSQL and Redis: the given ones, else embedded ones on free ports."""
        self.folder.prepare()
        self.port = self.port or free_port()
        database_url = os.environ.get("DATABASE_URL") or self._embedded_postgres()
        redis_url = os.environ.get("REDIS_URL") or self._embedded_redis()
        self.env = product_environment(
            self.folder, port=self.port, demopay_port=self.demopay_port,
            database_url=database_url, redis_url=redis_url,
        ) | self.extra_env  # fmt: skip

    @property
    def demopay_port(self) -> int:
        return self.port + 1

    def start_product(self) -> None:
        """Web, worker, beat and the demo gateway; returns when the web answers."""
        log, env = self.folder.path / "log", {**self.env, "MALL_DATABASE_ROLE": APPLICATION_ROLE}
        for name, command in self._commands().items():
            self.supervisor.add(
                Child(name, spawn(command, env=env, cwd=ROOT, log=log / f"{name}.log"))
            )
        self.wait_until_ready()

    def wait_until_ready(self, seconds: float = 60) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.web_url}/readyz", timeout=5):
                    return
            except urllib.error.HTTPError as error:
                answer = error.read().decode(errors="replace")
            except OSError as error:
                answer = str(error)
            time.sleep(0.2)
        raise ServiceFailed(
            f"The web did not get ready ({answer}). See {self.folder.path}/log/web.log"
        )

    def manage(self, *args: str, **variables: str) -> str:
        """Run a management command, with further environment variables; its standard output."""
        result = subprocess.run(
            [PYTHON, "-W", "ignore", "manage.py", *args], cwd=ROOT,
            env=self.env | variables, text=True, stdin=subprocess.DEVNULL, capture_output=True, check=False,
        )  # fmt: skip
        if result.returncode:
            raise ServiceFailed(f"manage {' '.join(args)} failed:\n{(result.stderr or '')[-3000:]}")
        return result.stdout

    def manage_json(self, *args: str, **variables: str) -> dict:
        return dict(json.loads(self.manage(*args, **variables).strip().splitlines()[-1]))

    def stop(self) -> None:
        self.supervisor.end_all()

    def _embedded_postgres(self) -> str:
        server = Postgres(
            self.folder.path / "pg", free_port(), fast=self.fast, options=self.postgres_options
        )
        with step("PostgreSQL"):
            self.supervisor.add(Child("postgres", server.start, signal.SIGINT))
            server.create_database()
        return server.url()

    def _embedded_redis(self) -> str:
        server = Redis(self.folder.path / "redis", free_port())
        with step("Redis"):
            self.supervisor.add(Child("redis", server.start))
        return server.url

    def _commands(self) -> dict[str, list[str]]:
        celery = [PYTHON, "-W", "ignore", "-m", "celery", "-A", "config"]
        return {
            "demopay": [
                PYTHON, "-m", "integrations.demopay.gateway", "--port", str(self.demopay_port),
                "--data", str(self.folder.path / "demopay"),
            ],
            "web": [
                PYTHON, "-W", "ignore", "-m", "gunicorn", "config.wsgi:application",
                "--bind", f"127.0.0.1:{self.port}", "--worker-class", "gthread",
                "--workers", str(self.web_workers), "--threads", "4", "--max-requests", "20000",
                "--max-requests-jitter", "2000", "--graceful-timeout", "10", "--timeout", "60",
                "--no-control-socket",
            ],
            "worker": [
                *celery, "worker", "--loglevel", "WARNING", "--pool", "prefork",
                "--concurrency", str(self.worker_concurrency), "--max-tasks-per-child", "2000",
                "--without-gossip", "--without-mingle",
            ],
        } | (
            {
                "beat": [
                    *celery, "beat", "--loglevel", "WARNING",
                    "--schedule", str(self.folder.path / "run" / "beat"),
                ]
            }
            if self.beat
            else {}
        )  # fmt: skip


def static_files_changed(stack: Stack) -> bool:
    """Whether collectstatic has to run: some static file or package differs from the last time."""
    roots = [
        ROOT / "platform",
        ROOT / "themes",
        ROOT / "cms",
        ROOT / "storefront",
        ROOT / "loyalty",
    ]
    marks = [
        (ROOT / "requirements" / "base.txt").read_text(),
        (ROOT / "package-lock.json").read_text(),
    ]
    for root in roots:
        marks += [
            f"{path}:{path.stat().st_mtime_ns}"
            for path in sorted(root.glob("**/static/**/*"))
            if path.is_file()
        ]
    return _changed(stack.folder.path / "run" / "static.stamp", marks)


def migrations_changed(stack: Stack) -> bool:
    files = sorted(
        path for top in ("platform", "tenants", "storefront", "loyalty", "cms", "themes")
        for path in (ROOT / top).glob("**/migrations/*.py")
    )  # fmt: skip
    marks = [stack.database_url.rpartition("/")[2], *(path.read_text() for path in files)]
    return _changed(stack.folder.path / "run" / "migrations.stamp", marks)


def _changed(stamp: Path, marks: list[str]) -> bool:
    digest = hashlib.sha256("\n".join(marks).encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return False
    stamp.with_suffix(".next").write_text(digest)
    return True


def stamp_done(stack: Stack, name: str) -> None:
    """Remember, after the work succeeded, that it is done for what is there now."""
    file = stack.folder.path / "run" / f"{name}.next"
    if file.exists():
        file.replace(file.with_suffix(".stamp"))
