"""All settings, read from the environment; docs/how-to/deploy.md lists every variable."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "buranakan"

# production is the default so that a forgotten variable never leaves a server open.
MODE = os.environ.get("BURANAKAN_MODE", "production")
if MODE not in {"production", "demo", "test"}:
    raise ImproperlyConfigured(f"BURANAKAN_MODE must be production, demo or test, not {MODE!r}")
IS_PRODUCTION = MODE == "production"
IS_DEMO = MODE == "demo"

VAR = Path(os.environ.get("BURANAKAN_VAR", ROOT / "var"))


def secret(name):
    """A secret from the environment; only tests have one of their own."""
    value = os.environ.get(name, "")
    if value:
        return value
    if MODE == "test":
        return f"test:only-for-tests-{name}-0123456789-abcdefghijklmnopqrstuvwxyz"
    raise ImproperlyConfigured(f"{name} must be set: make one with `buranakan make-secrets`")


SECRET_KEY = secret("BURANAKAN_SECRET_KEY")
# Two keys apart, so that finding a citizen number never needs the key that reads it (docs/adr, secrets at rest).
# "key_id:key" pairs parted by commas; the first one writes, all of them read.
IDENTITY_KEYS = secret("BURANAKAN_IDENTITY_KEYS")
IDENTITY_LOOKUP_KEY = secret("BURANAKAN_IDENTITY_LOOKUP_KEY")
TRAIL_SIGNING_KEY = secret("BURANAKAN_TRAIL_SIGNING_KEY")

DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("BURANAKAN_HOSTS", "").split(",") if host]
if not IS_PRODUCTION:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "testserver"]
PUBLIC_ADDRESS = os.environ.get("BURANAKAN_PUBLIC_ADDRESS", "http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS] if PUBLIC_ADDRESS.startswith("https://") else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "buranakan.pages.ui",  # before allauth, whose pages it dresses
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "buranakan.records",
    "buranakan.areas",
    "buranakan.accounts",
    "buranakan.messages",
    "buranakan.policy",
    "buranakan.planning",
    "buranakan.registry",
    "buranakan.services",
    "buranakan.calls",
    "buranakan.delivery",
    "buranakan.finance",
    "buranakan.outcomes",
    "buranakan.insight",
    "buranakan.config",
    "buranakan.pages.desk",
    "buranakan.pages.portal",
    "buranakan.pages.public",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages as a fourth of their size on a bad line; Django pads what it compresses, so that lengths tell no secrets.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "buranakan.pages.gate.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "buranakan.pages.gate.GateMiddleware",
    "buranakan.pages.ui.errors.WrongMethodMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "buranakan.config.urls"
WSGI_APPLICATION = "buranakan.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "buranakan.pages.gate.page_frame",
            ],
            "builtins": ["buranakan.pages.ui.templatetags.ui"],
        },
    }
]


# --- database -------------------------------------------------------------------------------------------------------
# For the disk at each commit; a test's database may be lost when the power goes.
_WAITS = "OFF" if MODE == "test" else "FULL"


def database(url):
    """SQLite in var/ unless DATABASE_URL names a PostgreSQL."""
    if not url:
        url = f"sqlite:///{VAR / 'buranakan.sqlite3'}"
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "buranakan.config.sqlite",
            "NAME": parts.path.removeprefix("/") if not parts.path.startswith("//") else parts.path[1:],
            # Writers wait their turn instead of failing with "database is locked" (docs/adr, SQLite).
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={_WAITS}; PRAGMA foreign_keys=ON;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        asked = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or "") or asked.pop("host", ""),
            "PORT": str(parts.port or ""),
            # sslmode and its kin are the driver's: dropping one would leave a line open that was asked to be closed.
            "OPTIONS": asked,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured("DATABASE_URL must start with sqlite:// or postgresql://")


DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""))}

# --- login ----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "public:front"
ACCOUNT_ADAPTER = "buranakan.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by an administrator, who knows the person
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
# django-axes is the lock-out of an account, and its page says what to do: allauth, which counts an account's failures
# too unless told otherwise, would answer before it with less. What one address may try over all accounts stays here.
ACCOUNT_RATE_LIMITS = False if MODE == "test" else {"login": "60/m/ip", "login_failed": "10/m/ip"}
USERSESSIONS_TRACK_ACTIVITY = False
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if MODE == "test"
    else ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
)
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours: fifteen minutes
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "buranakan.accounts.adapter.client_ip"
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "buranakan.accounts.adapter.typed_email"
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_VERBOSE = False

# --- language, time -------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("Thai")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True
# Off: it would write the fiscal year as 2,568 and a drawing's width as 1,000; pages say |number where they mean one.
USE_THOUSAND_SEPARATOR = False
# A demo lives on the day its story is told (2025-05-15T09:00+07:00); nothing else may move the clock.
CLOCK_STARTS_AT = os.environ.get("BURANAKAN_CLOCK_STARTS_AT", "") if not IS_PRODUCTION else ""

# --- files ----------------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [("vendor", ROOT / "assets" / "vendor")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Tests start hundreds of servers and ask few of them for a file: each file is looked for when it is asked for.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = MODE == "test"
FILES_ROOT = VAR / "files"  # stored files, by content hash; served only through scope
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_SIZE = 10 * 1024 * 1024

EMBLEM = os.environ.get("BURANAKAN_EMBLEM", "")  # an SVG file; certificates bear it

# --- jobs, mail -----------------------------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# A server mails; the demo's letters go nowhere but to its mailbox page. Printed into a log they would be given away.
_MAIL = {"production": "smtp", "demo": "dummy", "test": "console"}[MODE]
EMAIL_BACKEND = os.environ.get("BURANAKAN_EMAIL_BACKEND", f"django.core.mail.backends.{_MAIL}.EmailBackend")
DEFAULT_FROM_EMAIL = os.environ.get("BURANAKAN_EMAIL_FROM", "buranakan@localhost")
EMAIL_HOST = os.environ.get("BURANAKAN_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("BURANAKAN_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("BURANAKAN_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("BURANAKAN_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("BURANAKAN_EMAIL_TLS") == "1"
EMAIL_TIMEOUT = 20
# Nothing carries a server's text messages unless it is named.
_TEXTS = {"production": "", "demo": "buranakan.messages.sms.Nowhere", "test": "buranakan.messages.sms.Console"}[MODE]
SMS_BACKEND = os.environ.get("BURANAKAN_SMS_BACKEND", _TEXTS)
SMS_ADDRESS = os.environ.get("BURANAKAN_SMS_ADDRESS", "")
SMS_TOKEN = os.environ.get("BURANAKAN_SMS_TOKEN", "")
LETTERS_KEPT_DAYS = int(os.environ.get("BURANAKAN_LETTERS_KEPT_DAYS", "730"))
# What applicants are told; an assumption until the offices say what they keep.
DECIDED_WITHIN_DAYS = int(os.environ.get("BURANAKAN_DECIDED_WITHIN_DAYS", "15"))
SENT_CODES_ARE_KEPT = IS_DEMO  # the demo's mailbox shows what was in them

# --- protection -----------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],  # keeps the notebook of a visit on a phone without network
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "buranakan.pages.gate.csrf_failed"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_PRODUCTION
SECURE_SSL_REDIRECT = IS_PRODUCTION
SECURE_HSTS_SECONDS = 63072000 if IS_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_PRODUCTION
SECURE_HSTS_PRELOAD = IS_PRODUCTION
IS_BEHIND_PROXY = os.environ.get("BURANAKAN_BEHIND_PROXY") == "1"
if IS_BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Whose address counts wrong passwords: without this everybody behind the proxy would be one and the same.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if IS_BEHIND_PROXY else 0

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_secrets": {"()": "buranakan.config.logs.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_secrets"]}},
    "root": {"handlers": ["console"], "level": os.environ.get("BURANAKAN_LOG_LEVEL", "WARNING")},
}

# --- what the demo says about itself ----------------------------------------------------------------------------------
IS_SYNTHETIC = IS_DEMO  # every page, picture and file then says that its data is synthetic
SMALL_COUNT = 10  # public counts of people below this are hidden (docs/adr, small numbers)
