"""All of a shop's data for its owner: ordered in the back office, written by a worker, told by mail."""

import logging
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from django_tenants.utils import schema_context

from integrations.mail.services import send_mail
from kernel import clock
from tenants.directory.models import Tenant
from tenants.directory.urls import backoffice_url

from ..dumping import HALF, dump_shop
from ..errors import ExportRunning
from ..models import ExportMove, ShopExport
from ..states import EXPORT_MOVES, ExportState

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)
TRIES = 3


@dataclass(frozen=True)
class Person:
    """Who acts: `user_id` is the staff row's user in the shop, `address` where they are."""

    user_id: int
    name: str
    email: str = ""
    address: str | None = None


def order_export(tenant: Tenant, person: Person, *, language: str) -> ShopExport:
    """Raises ExportRunning while one is being prepared. The caller has made sure that it is the owner."""
    from ..tasks import write_export_task  # tasks call services

    with schema_context("public"):
        try:
            with transaction.atomic():
                export = ShopExport.objects.create(
                    tenant=tenant,
                    ordered_by=person.user_id,
                    ordered_by_name=person.name[:120],
                    email=person.email,
                    language=language,
                    address=person.address,
                )
                _note(export, "order", person)
        except IntegrityError:
            raise ExportRunning from None
    write_export_task.send_to(tenant.schema_name, export.pk)
    return export


def write_export(export_id: int) -> bool:
    """Make the file; True when it is ready. Harmless when somebody else is at it. Called in public."""
    export = _take(export_id)
    if export is None:
        return False
    path = file_of(export)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        dump_shop(export.tenant, path, passwords=False, lists=True, progress=_Progress(export.pk))
    except Exception as error:  # whatever it was, the janitor tries again
        log.exception("export_failed: %s", export.pk)
        _fail_or_wait(export, error)
        return False
    ready_at = clock.now()
    export = _move(
        export.pk,
        "finish",
        size=path.stat().st_size,
        progress=100,
        ready_at=ready_at,
        expires_at=ready_at + timedelta(days=settings.MALL_EXPORT_DAYS),
        last_error="",
    )
    _tell(export)
    return True


def note_download(export: ShopExport, person: Person) -> None:
    """Raises MoveRefused when its time is over just now."""
    with schema_context("public"):
        _move(export.pk, "download", by=person)


@transaction.atomic
def give_up(export_id: int) -> None:
    """Every one that was at it is dead. Harmless when it is being written or finished after all."""
    export = _stuck(export_id)
    if export and export.attempts >= TRIES:
        _move(export_id, "fail")
        remove_halves(export)


@transaction.atomic
def expire_export(export_id: int) -> None:
    """The file goes, the row stays in the list. Raises MoveRefused when it is gone already."""
    export = _move(export_id, "expire")
    file_of(export).unlink(missing_ok=True)
    remove_halves(export)


def file_of(export: ShopExport) -> Path:
    return Path(settings.EXPORTS_DIR) / export.tenant.schema_name / f"{export.key}.zip"


def remove_halves(export: ShopExport) -> None:
    """What processes that were killed have left of it."""
    path = file_of(export)
    for half in path.parent.glob(f"{path.name}.*{HALF}"):
        half.unlink(missing_ok=True)


@transaction.atomic
def _take(export_id: int) -> ShopExport | None:
    export = _stuck(export_id)
    if export is None:
        return None
    return _move(
        export_id,
        "take_over" if export.state == ExportState.RUNNING else "begin",
        attempts=export.attempts + 1,
        alive_until=clock.now() + LEASE,
    )


def _stuck(export_id: int) -> ShopExport | None:
    """Its row, locked, when it is not finished and nobody is at it."""
    unfinished = ShopExport.objects.select_for_update(of=["self"], skip_locked=True).filter(
        pk=export_id, state__in=(ExportState.ORDERED, ExportState.RUNNING)
    )
    free = Q(alive_until__isnull=True) | Q(alive_until__lte=clock.now())
    return unfinished.filter(free).select_related("tenant").first()


@transaction.atomic
def _fail_or_wait(export: ShopExport, error: Exception) -> None:
    """Nothing when somebody else has taken it over meanwhile."""
    ours = ShopExport.objects.select_for_update().filter(
        pk=export.pk, state=ExportState.RUNNING, attempts=export.attempts
    )
    if not ours.exists():
        return
    why = f"{type(error).__name__}: {error}"[:2000]
    if export.attempts >= TRIES:
        _move(export.pk, "fail", last_error=why)
    else:  # the janitor finds it when this has passed
        pause = timedelta(seconds=20 * export.attempts)
        ours.update(last_error=why, alive_until=clock.now() + pause)


@transaction.atomic
def _move(export_id: int, verb: str, *, by: Person | None = None, **changes: object) -> ShopExport:
    """The row as it is now, one step on, with what else changes of it. Raises MoveRefused."""
    export = (
        ShopExport.objects.select_for_update(of=["self"])
        .select_related("tenant__owner")
        .get(pk=export_id)
    )
    export.state = EXPORT_MOVES.to(export.state, verb)
    for name, value in changes.items():
        setattr(export, name, value)
    export.save(update_fields=["state", *changes])
    _note(export, verb, by)
    return export


def _note(export: ShopExport, verb: str, person: Person | None) -> None:
    ExportMove.objects.create(
        export=export,
        verb=verb,
        state_after=export.state,
        by=person.name[:120] if person else "",
        address=person.address if person else None,
    )


class _Progress:
    """Percent for the page, and a sign of life for the janitor, about once a second."""

    def __init__(self, export_id: int) -> None:
        self._export_id, self._said_at = export_id, 0.0

    def __call__(self, what: str, share: float) -> None:
        if time.monotonic() - self._said_at < 1:
            return
        self._said_at = time.monotonic()
        with schema_context("public"):
            ShopExport.objects.filter(pk=self._export_id).update(
                progress=int(share * 100), alive_until=clock.now() + LEASE
            )


def _tell(export: ShopExport) -> None:
    if not export.email:
        return
    with translation.override(export.language):
        url = backoffice_url(export.tenant, "backoffice:data")
        send_mail(
            to=export.email,
            subject=_("The data of %(shop)s is ready") % {"shop": export.tenant.name},
            text=_(
                "All the data of %(shop)s is ready for you to download until %(day)s:\n\n%(url)s\n\n"
                "Only you can download it. If you did not ask for it, sign in and look who works in your shop."
            )
            % {
                "shop": export.tenant.name,
                "day": export.expires_at.strftime("%Y-%m-%d") if export.expires_at else "",
                "url": url,
            },
            from_name=export.tenant.name,
        )
