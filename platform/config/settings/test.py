"""Settings of ./mall test: quick password hashes, files in a folder of the run's own."""

import os
import tempfile
from pathlib import Path

if (
    "PYTEST_XDIST_WORKER" in os.environ
):  # it inherits the folder of the process that divides the work
    os.environ.pop("MALL_DATA_DIR", None)
os.environ.setdefault("MALL_DATA_DIR", tempfile.mkdtemp(prefix="mall-test-"))
os.environ.setdefault("MALL_SECRET_KEY", "tests only")
os.environ.setdefault("MALL_DEMOPAY_SECRET", "demo tests only")
os.environ.setdefault("MALL_DEVELOPMENT", "1")

from .base import *  # noqa: E402, F403
from .base import CACHES, DATA_DIR, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
_PATIENT = {"socket_timeout": 5, "socket_connect_timeout": 5}  # on a busy machine it is not dead
CACHES = {  # two runs on one Redis share nothing
    alias: {
        **options,
        "KEY_PREFIX": f"{options.get('KEY_PREFIX', '')}test{os.getpid()}",
        "OPTIONS": _PATIENT,
    }
    for alias, options in CACHES.items()
}
CELERY_BROKER_URL = "memory://"  # no worker listens; tests call what a worker would
MEDIA_ROOT = Path(DATA_DIR) / "media"
MALL_POOL_SIZE = 0
ACCOUNT_RATE_LIMITS = False  # tests of the limits turn them on
MALL_STAFF_SIGN_IN_RATES = ""
MALL_SEARCH_RATES = ""
MALL_PAGE_CACHE_SECONDS = 0  # tests of the page cache turn it on
