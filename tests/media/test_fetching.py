import asyncio
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from media import fetching
from media.errors import PictureTooLarge
from media.fetching import PictureUnreachable, fetch_picture, is_public


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path
        if path == "/picture":
            self._answer(200, b"picture " + self.headers["Host"].encode())
        elif path == "/moved":
            self._answer(302, b"", Location="/picture")
        elif path == "/inside":
            self._answer(302, b"", Location="http://169.254.169.254/latest/meta-data")
        elif path == "/file":
            self._answer(302, b"", Location="file:///etc/passwd")
        elif path == "/round":
            self._answer(302, b"", Location="/round")
        elif path == "/large":
            self._answer(200, b"x" * 5000)
        else:
            self._answer(404, b"")

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://pictures.localhost:{server.server_port}"
    server.shutdown()


def fetched(url: str) -> bytes:
    return asyncio.run(fetch_picture(url))


def why(url: str) -> str:
    with pytest.raises(PictureUnreachable) as failure:
        fetched(url)
    return failure.value.details["why"]


def test_fetches_from_the_host_it_was_asked_for(server):
    assert fetched(f"{server}/picture") == f"picture {server.removeprefix('http://')}".encode()
    assert fetched(f"{server}/moved").startswith(b"picture")


def test_says_why_not(server):
    assert why(f"{server}/nothing") == "404"
    assert why(f"{server}/round") == "redirects"
    assert why(f"{server}/file") == "address"
    assert why("http://no-such-host.invalid/a.jpg") == "unknown host"
    assert why("http://user:pass@example.com/a.jpg") == "address"
    assert why("ftp://example.com/a.jpg") == "address"
    assert why("http://[::1/a.jpg") == "InvalidURL"


def test_a_file_that_is_too_large_is_not_read_to_its_end(server, monkeypatch):
    monkeypatch.setattr(fetching, "MAX_BYTES", 1000)
    with pytest.raises(PictureTooLarge):
        fetched(f"{server}/large")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/a.jpg",
        "http://localhost/a.jpg",
        "http://[::1]/a.jpg",
        "http://[::ffff:10.0.0.1]/a.jpg",
        "http://0.0.0.0/a.jpg",
        "http://2130706433/a.jpg",
        "http://10.1.2.3/a.jpg",
        "http://192.168.0.1/a.jpg",
        "http://169.254.169.254/latest/meta-data",
    ],
)
def test_the_server_s_own_network_is_out_of_reach(url, settings):
    settings.MALL_DEVELOPMENT = False
    assert why(url) == "not a public address"


def test_a_redirect_into_the_network_is_refused(server, settings, monkeypatch):
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    settings.MALL_DEVELOPMENT = False
    server = server.replace("pictures.localhost", "127.0.0.1")
    assert fetched(f"{server}/picture")
    assert why(f"{server}/inside") == "not a public address"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700:4700::1111", True),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b:1::a00:1", False),
        ("::7f00:1", False),
        ("fec0::1", False),
        ("2002:a00:1::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
    ],
)
def test_knows_public_addresses(address, public):
    assert is_public(address) is public
