import time
from datetime import timedelta

from django.db import connections

from kernel import clock

LEASE = timedelta(minutes=20)
UPGRADE_LEASE = timedelta(hours=3)  # migrations say nothing while they run
_BEAT_SECONDS = 20


class Heartbeat:
    """Says now and then that we are alive, on a connection of its own: ours is inside a long transaction."""

    def __init__(self, restore_id: int) -> None:
        self._restore_id, self._link = restore_id, connections.create_connection("default")
        self._said_at = time.monotonic()

    def __call__(self) -> None:
        if time.monotonic() - self._said_at >= _BEAT_SECONDS:
            self.hold(LEASE)

    def hold(self, length: timedelta) -> None:
        """Alive for so long; who is dead stays dead."""
        self._said_at, now = time.monotonic(), clock.now()
        with self._link.cursor() as cursor:
            cursor.execute(
                "UPDATE backups_shoprestore SET alive_until = %s WHERE id = %s AND alive_until > %s",
                [now + length, self._restore_id, now],
            )

    def close(self) -> None:
        self._link.close()
