from datetime import timedelta

from kernel import clock
from kernel.events.chores import forget_old_events
from kernel.events.models import OutboxEvent, ProcessedEvent


def test_what_everyone_reacted_to_long_ago_goes_and_dead_letters_stay(in_shop_a):
    long_ago = clock.now() - timedelta(days=91)
    old, recent, dead = (
        OutboxEvent.objects.create(
            name="x", aggregate="a", created_at=long_ago, next_try_at=long_ago, **ends
        )
        for ends in ({"done_at": long_ago}, {"done_at": clock.now()}, {"dead_at": long_ago})
    )
    for event in (old, recent):
        ProcessedEvent.objects.create(handler="h", event_id=event.pk, processed_at=long_ago)
    kept = set(OutboxEvent.objects.exclude(pk__in=[old.pk, recent.pk, dead.pk]).values_list("pk"))

    forget_old_events()

    assert set(OutboxEvent.objects.values_list("pk")) == kept | {(recent.pk,), (dead.pk,)}
    assert not ProcessedEvent.objects.filter(event_id=old.pk).exists()
    assert ProcessedEvent.objects.filter(event_id=recent.pk).exists()
