"""What ./mall up meets on a bad day: half-made clusters, stale pid files, killed servers, taken ports."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from devservices.layout import ROOT, DataFolder, free_port
from devservices.postgres import Postgres
from devservices.redis import Redis
from devservices.supervisor import Child, Supervisor


@pytest.fixture
def postgres(tmp_path: Path) -> Iterator[Postgres]:
    server = Postgres(tmp_path / "pg", free_port(), fast=True)
    yield server
    shutil.rmtree(server.home)  # for root it is not in tmp_path


def test_a_cluster_that_was_half_made_is_made_again(postgres: Postgres) -> None:
    postgres.home.mkdir(exist_ok=True)
    postgres.data.mkdir()
    (postgres.data / "PG_VERSION").write_text("18\n")
    process = postgres.start()
    try:
        assert postgres.psql("SELECT 1") == "1"
    finally:
        postgres.stop(process)


def test_a_killed_server_comes_back_with_its_data(postgres: Postgres) -> None:
    process = postgres.start()
    postgres.create_database("kept")
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert (postgres.data / "postmaster.pid").exists()
    process = postgres.start()
    try:
        assert postgres.psql("SELECT count(*) FROM pg_database WHERE datname = 'kept'") == "1"
    finally:
        postgres.stop(process)


def test_a_pid_file_of_somebody_else_does_not_stop_the_start(postgres: Postgres) -> None:
    process = postgres.start()
    postgres.stop(process)
    (postgres.data / "postmaster.pid").write_text(f"{os.getpid()}\n")  # ours is no postgres
    process = postgres.start()
    try:
        assert postgres.psql("SELECT 1") == "1"
    finally:
        postgres.stop(process)


def test_the_supervisor_revives_a_dead_child_and_ends_them_all(tmp_path: Path) -> None:
    server = Redis(tmp_path / "redis", free_port())
    supervisor = Supervisor()
    supervisor.add(Child("redis", server.start))
    first = supervisor.children[0].process
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    until = time.monotonic() + 20
    while not supervisor.children[0].alive() and time.monotonic() < until:
        supervisor.look_once()
        time.sleep(0.05)
    assert supervisor.children[0].alive()
    supervisor.end_all()
    assert not supervisor.children[0].alive()


def run_mall(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL")}
    environment["PYTHONPATH"] = f"{ROOT}{os.pathsep}{ROOT / 'platform'}"
    return subprocess.run(
        [sys.executable, "-m", "devservices", *arguments],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_a_taken_port_is_told_with_a_way_out(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = run_mall("up", "--port", str(port), "--data", str(tmp_path / "data"))
    assert answer.returncode == 1
    assert f"Port {port} is in use" in answer.stderr
    assert f"--port {port + 1000}" in answer.stderr


def test_down_with_nothing_running_says_so(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    folder.prepare()
    folder.write_state({"supervisor": 999_999_999, "children": {"web": 999_999_998}})
    answer = run_mall("down", "--data", str(folder.path))
    assert answer.returncode == 0
    assert "Nothing is running." in answer.stderr
    assert folder.read_state() == {}
