"""Sends messages to the merchant until it answers 2xx, with a growing delay."""

import http.client
import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

from integrations.demopay.signing import SIGNATURE_HEADER, TIMESTAMP_HEADER, sign

from .store import Store

log = logging.getLogger("demopay")

FIRST_RETRY_SECONDS = 1.0
LONGEST_RETRY_SECONDS = 300.0
GIVE_UP_AFTER = 300  # attempts: about a day
LEASE_SECONDS = 30.0
SENDERS = 4


class Deliverer:
    """One thread watches what is due, a few others send it."""

    def __init__(self, store: Store, secret: str) -> None:
        self._store = store
        self._secret = secret
        self._wake = threading.Event()
        self._stopped = False
        self._free = threading.Semaphore(SENDERS)
        self._senders = ThreadPoolExecutor(SENDERS, thread_name_prefix="demopay-send")

    def start(self) -> None:
        self._store.release_claims(time.time())
        threading.Thread(target=self._run, name="demopay-watch", daemon=True).start()

    def stop(self) -> None:
        self._stopped = True
        self._wake.set()

    def wake(self) -> None:
        """Something new is due."""
        self._wake.set()

    def send_now(self, payment_id: str, timeout: float = 1.5) -> None:
        """One attempt at once, in this thread: a shop usually knows before its shopper is back."""
        delivery = self._claim(payment_id)
        if delivery:
            self._attempt(delivery, timeout)

    def _run(self) -> None:
        while not self._stopped:
            self._free.acquire()
            delivery = self._claim()
            if delivery:
                self._senders.submit(self._send, delivery)
                continue
            self._free.release()
            self._wake.wait(self._pause())
            self._wake.clear()

    def _send(self, delivery: dict[str, Any]) -> None:
        try:
            self._attempt(delivery, timeout=10)
        except Exception:
            log.exception("delivery %s", delivery["id"])
        finally:
            self._free.release()

    def _claim(self, payment_id: str = "") -> dict[str, Any] | None:
        now = time.time()
        return self._store.claim_delivery(now, now + LEASE_SECONDS, payment_id)

    def _pause(self) -> float:
        due = self._store.next_due()
        return 5.0 if due is None else min(max(due - time.time(), 0.01), 5.0)

    def _attempt(self, delivery: dict[str, Any], timeout: float) -> None:
        status = self._post(delivery, timeout)
        taken = 200 <= status < 300
        # a forged message is meant to be refused: it is sent once
        next_at = None if taken or delivery["forged"] else _next_try(delivery["attempts"] + 1)
        self._store.finish_delivery(delivery["id"], status, next_at)
        self.wake()  # the next try may be sooner than what the watcher waits for

    def _post(self, delivery: dict[str, Any], timeout: float) -> int:
        """The answer's status, 0 when there was none."""
        url = urlsplit(delivery["webhook_url"])
        kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
        connection = kind(url.hostname or "", url.port, timeout=timeout)
        try:
            connection.request(
                "POST", url.path or "/", delivery["body"].encode(), self._headers(delivery)
            )
            answer = connection.getresponse()
            answer.read()
            return answer.status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    def _headers(self, delivery: dict[str, Any]) -> dict[str, str]:
        timestamp = str(int(time.time()))
        secret = "somebody else's secret" if delivery["forged"] else self._secret
        return {
            "Host": delivery["webhook_host"],
            "Content-Type": "application/json",
            TIMESTAMP_HEADER: timestamp,
            SIGNATURE_HEADER: sign(secret, timestamp, delivery["body"].encode()),
        }


def _next_try(attempts: int) -> float | None:
    if attempts >= GIVE_UP_AFTER:
        return None
    return time.time() + min(FIRST_RETRY_SECONDS * 2 ** (attempts - 1), LONGEST_RETRY_SECONDS)
