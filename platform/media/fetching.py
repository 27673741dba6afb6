"""Pictures from addresses that people give us. The server must not be talked into reading its own network:
each address is resolved here, refused when it is private, and the connection goes to the address that was checked.
"""

import asyncio
import ipaddress
import socket
from urllib.parse import urljoin

import httpx
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure

from .cleaning import MAX_BYTES
from .errors import PictureTooLarge

DEADLINE = 30.0  # seconds for the whole picture, redirects included
TIMEOUT = httpx.Timeout(10.0, connect=5.0)
MAX_REDIRECTS = 3
# IPv6 that may lead to an IPv4 address (NAT64, a network's own NAT64, the old compatible form)
TRANSLATED = [ipaddress.ip_network(n) for n in ("64:ff9b::/96", "64:ff9b:1::/48", "::/96")]


class PictureUnreachable(ExpectedFailure):
    """details["why"]: a short code, or the answer's status."""

    code = "picture_unreachable"
    text = _("The picture cannot be fetched: %(why)s")


async def fetch_picture(url: str) -> bytes:
    """The file behind a public http(s) address. Raises PictureUnreachable or PictureTooLarge."""
    try:
        async with asyncio.timeout(DEADLINE), _client() as client:
            for _turn in range(MAX_REDIRECTS + 1):
                answer = await _get(client, url)
                if isinstance(answer, bytes):
                    return answer
                url = urljoin(url, answer)
    except TimeoutError:
        raise _unreachable("timeout") from None
    except httpx.TimeoutException:
        raise _unreachable("timeout") from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError, ValueError) as error:
        raise _unreachable(type(error).__name__) from None
    raise _unreachable("redirects")


def is_public(address: str) -> bool:
    """Whether an IP address is out in the world, also behind IPv6's ways to write an IPv4 address."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        if ip.sixtofour or ip.teredo or ip.is_site_local or any(ip in net for net in TRANSLATED):
            return False
    return ip.is_global and not ip.is_multicast


def _client() -> httpx.AsyncClient:
    # no proxy and no cookies of the environment; each picture on a connection of its own
    return httpx.AsyncClient(timeout=TIMEOUT, trust_env=False, follow_redirects=False)


async def _get(client: httpx.AsyncClient, text: str) -> bytes | str:
    """The body, or where the answer sends us."""
    url = httpx.URL(text)
    if url.scheme not in ("http", "https") or not url.host or url.userinfo:
        raise _unreachable("address")
    address = await _checked_address(url)
    request = client.build_request(
        "GET",
        url.copy_with(host=address),
        headers={
            "Host": url.netloc.decode("ascii"),
            "Accept": "image/*",
            "Accept-Encoding": "identity",
        },
        extensions={"sni_hostname": url.raw_host.decode("ascii")},
    )
    answer = await client.send(request, stream=True)
    try:
        if answer.has_redirect_location:
            return answer.headers["Location"]
        if answer.status_code != 200:
            raise _unreachable(str(answer.status_code))
        return await _body(answer)
    finally:
        await answer.aclose()


async def _checked_address(url: httpx.URL) -> str:
    port = url.port or (443 if url.scheme == "https" else 80)
    loop = asyncio.get_running_loop()
    host = url.raw_host.decode("ascii")
    if settings.MALL_DEVELOPMENT and (host == "localhost" or host.endswith(".localhost")):
        return "127.0.0.1"  # *.localhost need not resolve
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror:
        raise _unreachable("unknown host") from None
    addresses = [str(entry[4][0]) for entry in found]
    if not settings.MALL_DEVELOPMENT and not all(is_public(address) for address in addresses):
        raise _unreachable("not a public address")
    return addresses[0]


async def _body(answer: httpx.Response) -> bytes:
    body = bytearray()
    async for part in answer.aiter_raw():
        body += part
        if len(body) > MAX_BYTES:
            raise PictureTooLarge
    return bytes(body)


def _unreachable(why: str) -> PictureUnreachable:
    return PictureUnreachable(details={"why": why})
