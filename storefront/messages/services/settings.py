from collections.abc import Mapping, Sequence

from django.db import transaction

from ..models import MessageSettings
from ..selectors import settings_cache


@transaction.atomic
def save_message_settings(
    *,
    off: Sequence[str],
    words: Mapping[str, Mapping[str, str]],
    reply_to: str,
    staff_addresses: Sequence[str],
) -> MessageSettings:
    """Kinds not to send, the shop's own words by kind and language, and who gets answers and notices."""
    settings, _ = MessageSettings.objects.update_or_create(
        pk=1,
        defaults={
            "off": list(off),
            "words": {kind: dict(texts) for kind, texts in words.items()},
            "reply_to": reply_to,
            "staff_addresses": list(staff_addresses),
        },
    )
    settings_cache.invalidate()
    return settings
