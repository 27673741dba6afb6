from typing import Any

from django.db import transaction

from .models import ShopProfile


@transaction.atomic
def save_profile(**changes: Any) -> ShopProfile:
    """Change the shop's profile (created when missing); every process sees it within a second."""
    profile = ShopProfile.objects.select_for_update().first() or ShopProfile()
    for name, value in changes.items():
        setattr(profile, name, value)
    profile.full_clean()
    profile.save()
    return profile
