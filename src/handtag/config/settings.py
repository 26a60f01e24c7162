"""All settings, from the environment, in one file. Safe by default: without HANDTAG_DEMO=1 every secret must be given."""

from pathlib import Path

from csp.constants import NONE, SELF

from handtag.config import env

SRC = Path(__file__).resolve().parents[2]
ROOT = SRC.parent
STATE = Path(env.text("STATE_DIR", str(ROOT / "var")))

DEMO = env.flag("DEMO")
DEBUG = env.flag("DEBUG")
# The demo county holds test persons only, so its keys may be known; check E001 refuses them anywhere else.
DEMO_SECRET = "demo-only-" + "x" * 50
DEMO_FIELD_KEY = "ZGVtby1vbmx5LWRlbW8tb25seS1kZW1vLW9ubHktMTI="
SECRET_KEY = env.text("SECRET_KEY", DEMO_SECRET if DEMO else None)
FIELD_KEYS = env.words("FIELD_KEYS", DEMO_FIELD_KEY if DEMO else "")
BLIND_INDEX_KEY = env.text("BLIND_INDEX_KEY", DEMO_SECRET if DEMO else None)
BACKUP_KEY = env.text("BACKUP_KEY", "")
METRICS_TOKEN = env.text("METRICS_TOKEN", "")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,testserver" if DEMO else "")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
HTTPS = env.flag("HTTPS", default=not DEMO)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_linear_migrations",
    "template_partials",
    "csp",
    "handtag.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "handtag.apps.audit",
    "handtag.apps.outbox",
    "handtag.apps.access",
    "handtag.apps.organisations",
    "handtag.apps.agreements",
    "handtag.apps.people",
    "handtag.apps.catalogue",
    "handtag.apps.procurement",
    "handtag.apps.prescriptions",
    "handtag.apps.rights",
    "handtag.apps.stock",
    "handtag.apps.stores",
    "handtag.apps.orders",
    "handtag.apps.own",
    "handtag.apps.purchasing",
    "handtag.apps.rentals",
    "handtag.apps.approvals",
    "handtag.apps.handovers",
    "handtag.apps.billing",
    "handtag.apps.analysis",
    "handtag.apps.takeover",
    "handtag.apps.retention",
    "handtag.cli",
    "handtag.config",
]
FIRST_PARTY_APPS = [name for name in INSTALLED_APPS if name.startswith("handtag.")]

MIDDLEWARE = [
    "handtag.web.shell.middleware.request_reference",
    "handtag.web.shell.telemetry.Measured",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "handtag.api.transport.encrypted_only",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "handtag.web.shell.middleware.choose_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "handtag.web.shell.middleware.private_pages",
    "handtag.web.shell.sessions.limited_sessions",
    "handtag.web.shell.middleware.logged_refusals",
    "handtag.web.shell.middleware.CodedOutcomes",
    "handtag.web.shell.methods.AllowedMethods",
]

ROOT_URLCONF = "handtag.config.urls"
WSGI_APPLICATION = "handtag.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SRC / "handtag/web", SRC / "handtag/web/shell/overrides"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "handtag.web.shell.context.shell",
            ],
            "builtins": [
                "handtag.web.ui.templatetags.ui",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
            ],
        },
    }
]
FORM_RENDERER = "handtag.web.ui.forms.Renderer"

DATABASES = {
    "default": env.database(
        env.text("DATABASE_URL", f"sqlite:///{STATE / 'handtag.sqlite3'}"),
        serving=env.flag("SERVING"),
        pool=int(env.text("DATABASE_POOL", "4")),
    )
}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
LANGUAGE_COOKIE_NAME = "handtag_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_DIR", str(STATE / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if env.flag("HASHED_STATIC", default=not DEMO)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEMO
WHITENOISE_AUTOREFRESH = DEBUG

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# How often someone tried is counted where every process of every server sees it.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if DEMO
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "access_attempts"},
    "pace": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pace"},
}
API_CALLS_PER_MINUTE = env.number("API_CALLS_PER_MINUTE", 1200)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "shell:assignments"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "handtag.web.shell.adapter.ClosedAccountAdapter"
MFA_ADAPTER = "handtag.web.shell.adapter.LoggedMfaAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {"login": "handtag.web.shell.forms.LoginForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {"add_webauthn": "handtag.web.shell.forms.AddKeyForm"}
SECOND_FACTOR_ROLES = env.words("SECOND_FACTOR_ROLES", "" if DEMO else "all")
MFA_TOTP_ISSUER = "Handtag"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
USERSESSIONS_TRACK_ACTIVITY = False

# The county's retention plan; the example serves the demo alone, for removing records is the county's own decision.
RETENTION_PLAN = env.text("RETENTION_PLAN", str(ROOT / "retention" / "example.yaml") if DEMO else "")

# What persons are told about what they borrow; without a file of the county's own, the terms that we ship.
LOAN_TERMS = env.text("LOAN_TERMS", "")

# The organisation's identity provider, by OpenID Connect; without an issuer there is none.
OIDC_ISSUER = env.text("OIDC_ISSUER", "")
OIDC_NAME = env.text("OIDC_NAME", "SITHS")
OIDC_MAPPING = env.text("OIDC_MAPPING", "")
OIDC_CLIENT_ID = env.text("OIDC_CLIENT_ID", "")
# Where persons with devices show who they are, to see about themselves; never one and the same as the organisation's.
PERSON_OIDC_ISSUER = env.text("PERSON_OIDC_ISSUER", "")
PERSON_OIDC_NAME = env.text("PERSON_OIDC_NAME", "e-legitimation")
PERSON_OIDC_NUMBER_CLAIM = env.text("PERSON_OIDC_NUMBER_CLAIM", "https://id.oidc.se/claim/personalIdentityNumber")
PERSON_OIDC_ACR = env.words("PERSON_OIDC_ACR", "http://id.elegnamnden.se/loa/1.0/loa3,http://id.elegnamnden.se/loa/1.0/loa4")
PERSON_OIDC_CLIENT_ID = env.text("PERSON_OIDC_CLIENT_ID", "")
PERSON_PROVIDER = {
    "provider_id": "person",
    "name": PERSON_OIDC_NAME,
    "client_id": PERSON_OIDC_CLIENT_ID,
    "secret": env.text("PERSON_OIDC_CLIENT_SECRET", ""),
    "settings": {
        "server_url": PERSON_OIDC_ISSUER,
        "scope": env.words("PERSON_OIDC_SCOPES", "openid,profile,https://id.oidc.se/scope/naturalPersonNumber"),
        "auth_params": {"acr_values": " ".join(PERSON_OIDC_ACR), "prompt": "login"},
    },
}
SOCIALACCOUNT_ADAPTER = "handtag.web.shell.provider.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            *(
                [
                    {
                        "provider_id": "idp",
                        "name": OIDC_NAME,
                        "client_id": OIDC_CLIENT_ID,
                        "secret": env.text("OIDC_CLIENT_SECRET", ""),
                        "settings": {"server_url": OIDC_ISSUER},
                    }
                ]
                if OIDC_ISSUER
                else []
            ),
            *([PERSON_PROVIDER] if PERSON_OIDC_ISSUER else []),
        ],
        "SCOPE": env.words("OIDC_SCOPES", "openid,profile"),
        "AUTH_PARAMS": {"acr_values": acr} if (acr := env.text("OIDC_ACR_VALUES", "")) else {},
    }
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # the QR code of two-factor set-up
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "base-uri": [NONE],
        # a form that leads on to the identity provider counts as sent there
        "form-action": [SELF, *env.origins(OIDC_ISSUER), *env.origins(PERSON_OIDC_ISSUER)],
        "frame-ancestors": [NONE],
    }
}
# A cookie named __Host- is taken by browsers from this very host over HTTPS only, so no neighbouring site can plant one.
HOST_PREFIX = "__Host-" if HTTPS else ""
SESSION_HOURS = env.number("SESSION_HOURS", 10)
SESSION_IDLE_MINUTES = env.number("SESSION_IDLE_MINUTES", 30)
SESSION_ENGINE = "handtag.web.shell.session_store"
SESSION_COOKIE_AGE = SESSION_HOURS * 60 * 60
SESSION_COOKIE_NAME = f"{HOST_PREFIX}sessionid"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # and not Strict: whoever comes back from an identity provider, or by a link, is still signed in
SESSION_COOKIE_SECURE = HTTPS
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # what is told to someone lies in no cookie
CSRF_COOKIE_NAME = f"{HOST_PREFIX}csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
CSRF_FAILURE_VIEW = "handtag.web.shell.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY") else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SECURE_PROXY_SSL_HEADER else 0  # else everyone behind the proxy would be one in the limits
# The first three are asked on the machine itself, past the proxy that speaks HTTPS; the interface refuses instead of leading on.
SECURE_REDIRECT_EXEMPT = [r"^(halsa|redo|matt)/$", r"^api/"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
X_FRAME_OPTIONS = "DENY"

# Without a mail host nobody is mailed, and nobody is asked for an address.
MAIL_HOST = env.text("MAIL_HOST", "")
EMAIL_HOST, EMAIL_PORT = MAIL_HOST, env.number("MAIL_PORT", 587)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.text("MAIL_USER", ""), env.text("MAIL_PASSWORD", "")
EMAIL_USE_TLS = env.flag("MAIL_TLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "handtag@localhost")

JSON_LOG = env.flag("JSON_LOG", default=not DEMO)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "handtag.telemetry.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", **({"formatter": "json"} if JSON_LOG else {})}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
    "loggers": {"handtag.request": {"level": "INFO" if JSON_LOG else "WARNING"}},
}
