"""What must hold before a stranger reaches a production installation."""

import os
import subprocess
import sys

from django.conf import settings


def test_nothing_starts_without_a_secret_key() -> None:
    environment = {
        **os.environ,
        "MALL_SECRET_KEY": "",
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "PYTHONPATH": f"{settings.BASE_DIR}:{settings.BASE_DIR / 'platform'}",
    }
    for module in ("config.wsgi", "config.celery"):
        script = f"import {module}, django; django.setup()"
        run = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", script],
            env=environment,
            capture_output=True,
            text=True,
        )
        assert run.returncode != 0, module
        assert "MALL_SECRET_KEY" in run.stderr


def test_visitors_behind_the_proxy_are_counted_one_by_one() -> None:
    """Else all share the proxy's address, and one of them uses up everybody's attempts."""
    compose = (settings.BASE_DIR / "docker-compose.yml").read_text()
    assert 'MALL_TRUSTED_PROXIES: "1"' in compose


def test_production_shows_no_mail_box() -> None:
    for name in ("docker-compose.yml", "Dockerfile"):
        assert "MALL_DEVELOPMENT" not in (settings.BASE_DIR / name).read_text()
