"""Sends one form, and compares what changed in the database with what the trail tells. All of it is undone again."""

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import TestCase
from django.urls import resolve

from kernel.tenant_task import TenantTask
from tenants.audit.models import AuditEntry
from tests.support.near_caches import forget_everything
from tests.support.people import sign_in
from tests.support.staff import BackOffice, prove

from .comparing import differences
from .filling import filled
from .witness import Witness

AGENT = "Witness 1.0"
# started by staff and carried on by a worker, which tells in their name
CARRIED_ON = ("catalog.carry_on_bulk", "catalog.import_products", "shipping.send_parcels")


class Clerk:
    def __init__(self, desk: SimpleNamespace, witness: Witness, monkeypatch: Any) -> None:
        self.desk, self.witness = desk, witness
        self.client = BackOffice(desk.shop)
        sign_in(self.client, desk.owner.user)
        prove(self.client, desk.shop)
        self.client.cookies["lang"] = "en"
        self.signed = (str(desk.owner), "owner", "127.0.0.1", AGENT)
        self.client.defaults["HTTP_USER_AGENT"] = AGENT
        monkeypatch.setattr(TenantTask, "_enqueue", _at_once)

    @staticmethod
    def route(path: str) -> str:
        """The address a line of posts_* is sent to, as the URL configuration writes it."""
        plain = re.sub(r"{[^}]*}", "1", path.partition("?")[0])
        return str(resolve(f"/{plain}", settings.URLCONF_BACKOFFICE).route)

    def send(self, path: str, data: dict[str, Any]) -> list[str]:
        """What is wrong, in lines."""
        cookies = dict(self.client.cookies)
        with transaction.atomic():
            place, given = self._named(path), self._named(data)
            self.witness.forget()
            last = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            with TestCase.captureOnCommitCallbacks(execute=True):
                answer = self._post(f"/{place}", given)
            entries = list(AuditEntry.objects.filter(pk__gt=last).order_by("pk"))
            wrong = [*differences(self.witness.seen(), entries), *self._signatures(entries)]
            if wrong or answer.status_code not in (200, 204, 302):
                wrong.append(
                    f"answers {answer.status_code} {answer.headers.get('Location', '')} {_errors(answer)}"
                )
            transaction.set_rollback(True)
        self.client.cookies.update(cookies)
        forget_everything()
        return [f"{path}: {line}" for line in wrong]

    def _signatures(self, entries: list[AuditEntry]) -> Iterator[str]:
        for entry in entries:
            signed = (entry.actor_name, entry.role, entry.address, entry.agent)
            if signed != self.signed:
                yield f"{entry} is signed {signed}"

    def _post(self, path: str, data: dict[str, Any]) -> Any:
        shown = self.client.get(path)
        if shown.status_code == 302:
            shown = self.client.get(path, headers={"HX-Request": "true"})
        if shown.status_code == 200 and b"<form" in shown.content:
            data = filled(shown.content, path.partition("?")[0], data)
        return self.client.post(path, data)

    def _named(self, value: Any) -> Any:
        if isinstance(value, str):
            return re.sub(r"{[a-z_.]+}", lambda place: place[0].format(**vars(self.desk)), value)
        if isinstance(value, dict):
            return {self._named(name): self._named(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self._named(one) for one in value]
        return value() if callable(value) else value


def _at_once(task: TenantTask, schema_name: str, args: Any, kwargs: Any, **_when: Any) -> None:
    if task.name in CARRIED_ON:
        task(schema_name, *args, **kwargs)


def _errors(answer: Any) -> str:
    form = (answer.context or {}).get("form") if answer.context else None
    return str(dict(form.errors)) if form is not None and form.errors else ""
