from typing import Protocol

from integrations.mailbox import store


class SmsBackend(Protocol):
    """Sends one text message to an E.164 number; raises when it could not."""

    def send(self, *, to: str, text: str) -> None: ...


class DevelopmentSms:
    """Keeps text messages in the development mail box instead of sending them."""

    def send(self, *, to: str, text: str) -> None:
        store.keep("sms", to=[to], text=text)
