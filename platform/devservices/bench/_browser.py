"""A browser that knows cookies, redirects and forms, and sends every host to this machine."""

import http.client
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit


class BadAnswer(Exception):
    """The site answered what a shopper should not see; the text says what and where."""


class Browser:
    """One visitor. `url` is where the last answer came from, `text` what it said."""

    def __init__(self) -> None:
        self.url = self.text = ""
        self.status = 0
        self._cookies: dict[str, dict[str, str]] = {}
        self._connections: dict[int, http.client.HTTPConnection] = {}

    def get(self, url: str, **headers: str) -> str:
        return self._go("GET", url, None, headers)

    def post(self, url: str, data: dict[str, str], **headers: str) -> str:
        """As a form does: with Origin, following where it leads."""
        return self._go("POST", url, data, headers)

    def forget(self) -> None:
        """A new visitor on the same connections."""
        self._cookies.clear()

    def accept_cookie(self, host: str, name: str, value: str) -> None:
        """Somebody who was here before."""
        self._cookies.setdefault(host, {})[name] = value

    def cookie_header(self, host: str) -> str:
        """What this visitor sends to a host, for a client that knows no cookies."""
        return "; ".join(f"{name}={value}" for name, value in self._cookies.get(host, {}).items())

    def form(self, form_id: str) -> dict[str, str]:
        """What a form on the page would send as it stands."""
        reader = _FormReader(form_id)
        reader.feed(self.text)
        return reader.values

    def _go(
        self, method: str, url: str, data: dict[str, str] | None, headers: dict[str, str]
    ) -> str:
        url = urljoin(self.url, url)
        for _ in range(10):
            answer, location = self._ask(method, url, data, headers)
            if not location:
                self.url, self.text, self.status = url, answer.decode(), self.status
                return self.text
            url, method, data, headers = urljoin(url, location), "GET", None, {}
        raise BadAnswer(f"too many redirects at {url}")

    def _ask(
        self, method: str, url: str, data: dict[str, str] | None, headers: dict[str, str]
    ) -> tuple[bytes, str]:
        parts = urlsplit(url)
        jar = self._cookies.setdefault(parts.hostname or "", {})
        sent = {"Host": parts.netloc, "Accept-Language": "en", "Accept": "text/html", **headers}
        if jar:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in jar.items())
        body = None
        if data is not None:
            body = urlencode(data)
            sent["Content-Type"] = "application/x-www-form-urlencoded"
            sent["Origin"] = f"{parts.scheme}://{parts.netloc}"
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        answer = self._exchange(parts.port or 80, method, target, body, sent)
        content = answer.read()
        self._keep_cookies(jar, answer)
        self.status = answer.status
        if answer.status >= 400:
            raise BadAnswer(f"{answer.status} {method} {url}\n{content.decode()[:600]}")
        return content, answer.getheader("Location", "") if answer.status >= 300 else ""

    def _exchange(
        self, port: int, method: str, target: str, body: str | None, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        for last_try in (False, True):
            link = self._connections.setdefault(
                port, http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            )
            try:
                link.request(method, target, body, headers)
                return link.getresponse()
            except (http.client.RemoteDisconnected, ConnectionError):
                link.close()  # the server ended an idle connection
                if last_try:
                    raise
        raise AssertionError("unreachable")

    @staticmethod
    def _keep_cookies(jar: dict[str, str], answer: http.client.HTTPResponse) -> None:
        for header in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(header).items():
                if morsel["max-age"] == "0":
                    jar.pop(name, None)
                else:
                    jar[name] = morsel.coded_value


class _FormReader(HTMLParser):
    """Values of one form's inputs, ticked choices, selects and text areas."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._wanted = form_id
        self._inside = False
        self._select = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self._inside = given.get("id") == self._wanted
        if not self._inside:
            return
        name = given.get("name", "")
        if tag == "input" and name:
            ticked = given.get("type") not in ("radio", "checkbox") or "checked" in given
            if ticked:
                self.values[name] = given.get("value", "")
        elif tag == "textarea" and name:
            self.values[name] = ""
        elif tag == "select":
            self._select = name
        elif (
            tag == "option"
            and self._select
            and ("selected" in given or self._select not in self.values)
        ):
            self.values[self._select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        if tag == "select":
            self._select = ""
