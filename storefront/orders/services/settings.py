from django.db import transaction

from ..models import OrderSettings
from ..selectors import order_settings_cache


@transaction.atomic
def save_order_settings(
    *, unpaid_minutes: int, auto_receive_days: int, complete_days: int
) -> OrderSettings:
    settings, _ = OrderSettings.objects.update_or_create(
        pk=1,
        defaults={
            "unpaid_minutes": unpaid_minutes,
            "auto_receive_days": auto_receive_days,
            "complete_days": complete_days,
        },
    )
    order_settings_cache.invalidate()
    return settings
