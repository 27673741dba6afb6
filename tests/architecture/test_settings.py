"""Settings on which the isolation of shops rests."""

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django_tenants.utils import schema_context


def test_every_cache_key_carries_the_schema() -> None:
    for alias, options in settings.CACHES.items():
        assert options["KEY_FUNCTION"] == "django_tenants.cache.make_key", alias
        keys = set()
        for schema in ("public", "t_one", "t_two"):
            with schema_context(schema):
                keys.add(caches[alias].make_key("x"))
        assert len(keys) == 3
    assert connection.schema_name == "public"


def test_extensions_live_in_a_schema_of_their_own() -> None:
    assert settings.PG_EXTRA_SEARCH_PATHS == ["extensions"]


def test_an_unknown_host_is_never_the_platform() -> None:
    assert not getattr(settings, "SHOW_PUBLIC_IF_NO_TENANT_FOUND", False)


def test_sites_and_a_second_search_are_not_installed() -> None:
    """Their caches know no schema."""
    assert "django.contrib.sites" not in settings.INSTALLED_APPS
    assert "modelsearch" not in settings.INSTALLED_APPS


def test_shop_apps_are_not_in_public() -> None:
    selling = ("storefront.", "loyalty.", "cms.", "wagtail")
    assert [app for app in settings.SHARED_APPS if app.startswith(selling)] == []


def test_wagtails_own_sign_in_and_reset_are_off() -> None:
    assert settings.WAGTAIL_PASSWORD_MANAGEMENT_ENABLED is False
    assert settings.WAGTAIL_PASSWORD_RESET_ENABLED is False


def test_the_search_path_follows_rollbacks() -> None:
    assert settings.TENANT_LIMIT_SET_CALLS is True
