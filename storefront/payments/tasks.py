import logging

from celery import shared_task

from integrations.payment_provider import ProviderUnavailable
from integrations.payment_routes import routes_to_check
from kernel import clock
from kernel.tenant_task import tenant_task

from .services import look_after_payments as look_after
from .services import send_refund as send

log = logging.getLogger(__name__)


@tenant_task(name="payments.send_refund")
def send_refund(schema_name: str, refund_id: int) -> None:
    """A provider that does not answer is asked again by look_after_payments."""
    try:
        send(refund_id)
    except ProviderUnavailable:
        log.warning("provider_unavailable: refund %s", refund_id)


@tenant_task(name="payments.look_after_payments")
def look_after_payments(schema_name: str, public_ids: list[str]) -> None:
    look_after(public_ids)


@shared_task(name="payments.find_silent_payments")
def find_silent_payments() -> None:
    """One look into public finds the shops with payments nobody heard of for too long."""
    for schema_name, public_ids in routes_to_check(clock.now()).items():
        look_after_payments.send_to(schema_name, public_ids)
