from typing import Any

from django.db import transaction

from storefront.payments.models import PaymentSettings
from storefront.payments.selectors import settings_cache


@transaction.atomic
def save_payment_settings(**values: Any) -> PaymentSettings:
    """Change some of the settings; fields as in PaymentSettings."""
    found = PaymentSettings.objects.select_for_update().first() or PaymentSettings()
    for name, value in values.items():
        setattr(found, name, value)
    found.full_clean()
    found.save()
    settings_cache.invalidate()
    return found
