"""Asks a web server for pages over a few kept connections and says how long it took.

Plain sockets: http.client costs more CPU than the pages that are measured, and shares the machine with them.
"""

import socket
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

CONNECTIONS = 4


class BadAnswer(Exception):
    """The server answered something else than 200."""


@dataclass
class Load:
    """seconds: the whole run's; latencies: each answer's, in seconds."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds

    def percentile_ms(self, share: float) -> float:
        return 1000 * percentile(self.latencies, share)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of all lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def hammer(
    port: int, host: str, paths: Iterable[str], *, cookie: str = "", connections: int = CONNECTIONS
) -> Load:
    """Every path once, spread over the connections."""
    left, lock, load = iter(list(paths)), threading.Lock(), Load()
    failures: list[Exception] = []

    def one() -> None:
        try:
            with _Line(port, host, cookie) as line:
                while not failures:
                    with lock:
                        path = next(left, None)
                    if path is None:
                        return
                    load.latencies.append(line.ask(path))
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=one) for _ in range(connections)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.seconds = time.monotonic() - started
    if failures:
        raise failures[0]
    return load


class _Line:
    """One kept connection."""

    def __init__(self, port: int, host: str, cookie: str) -> None:
        self._port = port
        self._rest = f"Host: {host}\r\nAccept-Encoding: gzip\r\nAccept: text/html\r\n"
        self._rest += f"Cookie: {cookie}\r\n\r\n" if cookie else "\r\n"

    def __enter__(self) -> "_Line":
        self._socket = self._connect()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def ask(self, path: str) -> float:
        """Seconds until the whole answer is here."""
        started = time.monotonic()
        request = f"GET {path} HTTP/1.1\r\n{self._rest}".encode()
        try:
            head = self._exchange(request)
        except (ConnectionError, EOFError):  # the server ended an idle connection
            self._socket.close()
            self._socket = self._connect()
            head = self._exchange(request)
        if not head.startswith((b"HTTP/1.1 200", b"HTTP/1.0 200")):
            raise BadAnswer(f"{head[:300].decode(errors='replace')} {path}")
        return time.monotonic() - started

    def _connect(self) -> socket.socket:
        link = socket.create_connection(("127.0.0.1", self._port), timeout=60)
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return link

    def _exchange(self, request: bytes) -> bytes:
        self._socket.sendall(request)
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._read()
        head, _, body = data.partition(b"\r\n\r\n")
        if b"transfer-encoding: chunked" in head.lower():
            while not body.endswith(b"0\r\n\r\n"):
                body += self._read()
            return head
        missing = body_length(head) - len(body)
        while missing > 0:
            missing -= len(self._read())
        return head

    def _read(self) -> bytes:
        data = self._socket.recv(65_536)
        if not data:
            raise EOFError
        return data


def body_length(head: bytes) -> int:
    """What Content-Length says."""
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            return int(value)
    raise BadAnswer(f"no Content-Length in {head[:300].decode(errors='replace')}")
