"""Settings of the one process. The environment names where data and keys lie; all else is here."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from vaka.config.databases import database_of
from vaka.config.discovery import area_apps
from vaka.config.keys import KeyRing
from vaka.foundation.access import identity_services

REPOSITORY = Path(__file__).resolve().parents[2]
DATA_DIR = Path(os.environ.get("VAKA_DATA", "var")).resolve()
KEY_RING = KeyRing.of(DATA_DIR)
SECRET_KEY = KEY_RING.django_secret()
IDENTITY_SERVICES = identity_services.read(KEY_RING.folder / identity_services.FILE)
DEMO = os.environ.get("VAKA_DEMO") == "1"
DEBUG = False
ALLOWED_HOSTS = os.environ.get("VAKA_HOSTS", "127.0.0.1,localhost,testserver").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("VAKA_ORIGINS", "").split(",") if o]
HTTPS = bool(CSRF_TRUSTED_ORIGINS)
# How many proxies stand before Vaka and add to X-Forwarded-For; one ends the encryption.
PROXIES = int(os.environ.get("VAKA_PROXIES", "1" if HTTPS else "0"))

FOUNDATION_APPS = [
    f"vaka.foundation.{name}"
    for name in (
        "people organisation access audit files cases questions retention jobs notices snapshot"
    ).split()
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "vaka.web",  # before allauth, whose pages it draws anew
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    *FOUNDATION_APPS,
    "vaka.web.offline",
    *area_apps(),
    "vaka.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "vaka.foundation.access.middleware.ClosedByDefault",
    "vaka.web.offline.middleware.ByPin",
    "vaka.web.errors.RefusalPages",
]

ROOT_URLCONF = "vaka.config.urls"
WSGI_APPLICATION = "vaka.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "vaka.web.context.frame",
                "vaka.web.offline.context.phone",
            ],
        },
    }
]
FORM_RENDERER = "vaka.web.forms.VakaFormRenderer"

DATABASES = {"default": database_of(os.environ.get("DATABASE_URL", ""), DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "vaka.foundation.access.sign_in.ClosedSignUp"
SOCIALACCOUNT_ADAPTER = "vaka.foundation.access.oidc.Federation"
SOCIALACCOUNT_STORE_TOKENS = False
MFA_ADAPTER = "vaka.foundation.access.second_step.SecondStep"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute wrong
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_REAUTHENTICATION_REQUIRED = False  # `sessions.confirmed` asks, as before every sensitive act
MFA_FORMS = {
    "authenticate": "vaka.foundation.access.second_step.CodeForm",
    "activate_totp": "vaka.foundation.access.second_step.AppForm",
    "add_webauthn": "vaka.foundation.access.second_step.KeyForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGOUT_REDIRECT_URL = reverse_lazy("account_login")
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_COOKIE_AGE = 10 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
# A watcher on the machine itself asks without encryption.
SECURE_REDIRECT_EXEMPT = [r"^halsa/"]
# Whom to tell of a flaw: `mailto:…` or `https://…`, shown as security.txt.
SECURITY_CONTACT = os.environ.get("VAKA_SECURITY_CONTACT", "")
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "vaka.web.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        # the way to the identity service begins with a form and ends elsewhere
        "form-action": [SELF, *(origin for one in IDENTITY_SERVICES for origin in one.origins)],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb")
}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Svenska")), ("en", _("Engelska")), ("sv-latt", _("Lätt svenska"))]
LOCALE_PATHS = [REPOSITORY / "vaka" / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

STATIC_URL = "/static/"
STATIC_ROOT = REPOSITORY / "build" / "collected"
STATICFILES_DIRS = [p for p in [REPOSITORY / "build" / "static"] if p.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_485_760
FILE_UPLOAD_TEMP_DIR = None
# Where measures are worked out: empty or `duckdb:` in this process, `postgresql://…`, `spark:…`.
ANALYTICS = os.environ.get("VAKA_ANALYTICS", "")
EMAIL_BACKEND = os.environ.get("VAKA_EMAIL", "django.core.mail.backends.dummy.EmailBackend")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"vaka": {"level": "INFO"}},
}
