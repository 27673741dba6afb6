from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from django_tenants.utils import tenant_context

from integrations.mail.services import send_mail
from integrations.mailbox import store
from integrations.sms.services import send_sms
from tenants.directory.models import Tenant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_mailbox(settings, tmp_path: Path) -> None:
    settings.MAILBOX_DIR = tmp_path / "mailbox"
    settings.EMAIL_BACKEND = "integrations.mail.backend.DevelopmentMailbox"


def test_keeps_a_mail_with_its_sender_and_shop(in_shop_a: Tenant) -> None:
    assert send_mail(
        to="mei@example.com",
        subject="Hello\nWorld",
        text="See http://x.example/",
        html="<p>See</p>",
        from_name="Alpha 衣坊",
    )
    message = store.messages()[0]
    assert (message.kind, message.to, message.subject) == (
        "mail",
        ["mei@example.com"],
        "Hello World",
    )
    assert (message.text, message.html) == ("See http://x.example/", "<p>See</p>")
    assert message.sender.endswith("<no-reply@mall.localhost>")
    assert message.schema == in_shop_a.schema_name


def test_keeps_a_text_message() -> None:
    assert send_sms(to="+8613800138000", text="123456")
    assert store.messages(kind="sms")[0].to == ["+8613800138000"]
    assert store.messages(kind="mail") == []


def test_shows_the_newest_first_and_finds_by_address() -> None:
    for number in range(3):
        send_mail(to=f"p{number}@example.com", subject=str(number), text="x")
    assert [m.subject for m in store.messages()] == ["2", "1", "0"]
    assert [m.subject for m in store.messages(address="P1@example")] == ["1"]
    assert [m.subject for m in store.messages(limit=2)] == ["2", "1"]


def test_drops_the_oldest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "CAPACITY", 2)
    for number in range(4):
        send_mail(to="p@example.com", subject=str(number), text="x")
    assert [m.subject for m in store.messages()] == ["3", "2"]


@pytest.mark.parametrize(
    "backend", ["broken.Backend", "django.core.mail.backends.smtp.EmailBackend"]
)
def test_a_mail_that_cannot_be_sent_breaks_nothing(backend: str, settings) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = backend, "127.0.0.1", 9
    assert send_mail(to="mei@example.com", subject="x", text="x") is False
    assert mail.outbox == []


def test_a_text_message_that_cannot_be_sent_breaks_nothing(settings) -> None:
    settings.MAILBOX_DIR = Path("/proc/nowhere")
    assert send_sms(to="+8613800138000", text="x") is False


def test_the_page_links_what_is_a_link_and_escapes_the_rest(portal_client: Client) -> None:
    send_mail(
        to="mei@example.com", subject="<b>Hi</b>", text="<script>x</script> http://x.example/"
    )
    page = portal_client.get("/mailbox/?address=mei&kind=mail").content.decode()
    assert 'href="http://x.example/"' in page
    assert "<script>x" not in page
    assert "<b>Hi" not in page


def test_programs_read_it_as_json(portal_client: Client) -> None:
    send_sms(to="+8613800138000", text="123456")
    answer = portal_client.get("/mailbox/?format=json&kind=sms").json()
    assert [message["text"] for message in answer["messages"]] == ["123456"]


def test_does_not_exist_in_production(portal_client: Client, settings) -> None:
    settings.MALL_DEVELOPMENT = False
    assert portal_client.get("/mailbox/").status_code == 404


def test_does_not_exist_in_a_shop(shop_client: Client, shop_a: Tenant) -> None:
    with tenant_context(shop_a):
        send_sms(to="+8613800138000", text="123456")
    answer = shop_client.get("/zh/mailbox/")
    assert answer.status_code == 404
    assert "123456" not in answer.content.decode()
