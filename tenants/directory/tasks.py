import time

from celery import shared_task
from django.conf import settings
from redis import Redis

from .health import HEARTBEAT_KEY


@shared_task(name="directory.heartbeat", ignore_result=True, expires=60)
def heartbeat() -> None:
    """Sent by beat every ten seconds; /readyz reads when it was last done."""
    with Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1) as client:
        client.set(HEARTBEAT_KEY, time.time())
