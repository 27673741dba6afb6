"""A real demo gateway in a process of its own, and a place where its messages arrive."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx

from devservices.layout import ROOT, free_port
from integrations.demopay.signing import api_key

_http = httpx.Client(timeout=5, trust_env=False)


@dataclass
class GatewayProcess:
    """start(), kill() as `kill -9` does, and what a shopper or a test does to its payments."""

    folder: Path
    secret: str
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = ["-m", "integrations.demopay.gateway", "--port", str(self.port)]
        path = os.pathsep.join([str(ROOT), str(ROOT / "platform")])
        self.process = subprocess.Popen(
            [sys.executable, *command, "--data", str(self.folder)],
            env=dict(os.environ, MALL_DEMOPAY_SECRET=self.secret, PYTHONPATH=path),
            cwd=ROOT,
            start_new_session=True,
        )
        wait_for(self._answers, seconds=20)

    def kill(self) -> None:
        if self.process:
            os.killpg(self.process.pid, 9)
            self.process.wait()

    def act(self, payment_id: str, name: str) -> dict[str, Any]:
        return self.call("POST", f"/v1/payments/{payment_id}/acts/{name}", {})

    def make_trouble(self, payment_id: str, **options: Any) -> None:
        self.call("POST", f"/v1/payments/{payment_id}/chaos", options)

    def payment(self, payment_id: str) -> dict[str, Any]:
        return self.call("GET", f"/v1/payments/{payment_id}")

    def deliveries(self, payment_id: str) -> list[dict[str, Any]]:
        return self.call("GET", f"/v1/payments/{payment_id}/deliveries")["deliveries"]

    def call(self, method: str, path: str, data: dict[str, Any] | None = None) -> dict[str, Any]:
        bearer = {"Authorization": f"Bearer {api_key(self.secret)}"}
        answer = _http.request(method, self.url + path, json=data, headers=bearer)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def _answers(self) -> bool:
        try:
            return _http.request("GET", f"{self.url}/healthz").status_code == 200
        except httpx.HTTPError:
            return False


@dataclass(frozen=True)
class Arrived:
    path: str
    headers: Message
    body: bytes


class Inbox:
    """Stands where the platform would: keeps messages and answers with the statuses given, then 200."""

    def __init__(self) -> None:
        self.messages: list[Arrived] = []
        self.statuses: list[int] = []
        inbox = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                inbox.messages.append(Arrived(self.path, self.headers, body))
                self.send_response(inbox.statuses.pop(0) if inbox.statuses else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def wait(self, count: int, seconds: float = 10) -> list[Arrived]:
        wait_for(lambda: len(self.messages) >= count, seconds)
        return self.messages

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def wait_for(condition: Callable[[], bool], seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.03)
