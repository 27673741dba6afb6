"""Fixtures with a running demo gateway: `from tests.support.gateway import *` in a conftest."""

from collections.abc import Iterator

import pytest

from tests.support.demopay import GatewayProcess, Inbox

__all__ = ["gateway", "gateway_process", "inbox"]


@pytest.fixture(scope="session")
def gateway_process(tmp_path_factory) -> Iterator[GatewayProcess]:
    gateway = GatewayProcess(tmp_path_factory.mktemp("demopay"), secret="gateway tests")
    gateway.start()
    yield gateway
    gateway.kill()


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    inbox = Inbox()
    yield inbox
    inbox.close()


@pytest.fixture
def gateway(gateway_process, inbox, settings) -> GatewayProcess:
    """The running gateway; its messages go to `inbox`."""
    settings.DEMOPAY_SECRET = gateway_process.secret
    settings.DEMOPAY_INTERNAL_URL = gateway_process.url
    settings.DEMOPAY_PUBLIC_URL = "http://pay.localhost"
    settings.INTERNAL_BASE_URL = inbox.url
    return gateway_process
