"""Settings that must not go together are refused before anything is served."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from handtag.config import settings

ROOT = Path(__file__).resolve().parents[2]
OWN = {
    "HANDTAG_SECRET_KEY": "s" * 60 + "0123456789abcdef",
    "HANDTAG_BLIND_INDEX_KEY": "an index key of one's own",
    "HANDTAG_FIELD_KEYS": Fernet.generate_key().decode(),
    "HANDTAG_ALLOWED_HOSTS": "handtag.example",
}


def deploy_check(**changes: str) -> subprocess.CompletedProcess[str]:
    """`check --deploy` as an operator runs it, with nothing of the test run's own environment."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HANDTAG_")}
    house = {"PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "handtag.config.settings"}
    command = (sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    return subprocess.run(command, env=clean | house | OWN | changes, capture_output=True, text=True, check=False)


def test_an_installation_with_its_own_keys_has_nothing_to_mend() -> None:
    done = deploy_check()
    assert done.returncode == 0, done.stderr


@pytest.mark.law("ASVS 6.3.2, ASVS 13.2")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HANDTAG_SECRET_KEY", settings.DEMO_SECRET),
        ("HANDTAG_BLIND_INDEX_KEY", settings.DEMO_SECRET),
        ("HANDTAG_FIELD_KEYS", settings.DEMO_FIELD_KEY),
    ],
)
def test_the_demos_keys_open_nothing_else(name: str, value: str) -> None:
    done = deploy_check(**{name: value})
    assert done.returncode == 1
    assert "handtag.E001" in done.stderr


def test_identity_numbers_need_a_key() -> None:
    done = deploy_check(HANDTAG_FIELD_KEYS="")
    assert done.returncode == 1
    assert "handtag.E002" in done.stderr


@pytest.mark.law("ASVS 13.2")
def test_a_missing_secret_is_named(tmp_path: Path) -> None:
    done = deploy_check(HANDTAG_SECRET_KEY_FILE=str(tmp_path / "none"))
    assert done.returncode != 0
    secret = tmp_path / "secret"
    secret.write_text(OWN["HANDTAG_SECRET_KEY"] + "\n")
    assert deploy_check(HANDTAG_SECRET_KEY_FILE=str(secret)).returncode == 0


def test_an_identity_provider_needs_https_a_client_and_a_mapping_that_can_be_read(tmp_path: Path) -> None:
    broken = tmp_path / "roles.yaml"
    broken.write_text("subject: x\nrules: []\n")
    for changes, said in (
        ({"HANDTAG_OIDC_ISSUER": "http://idp.example"}, "https://"),
        ({"HANDTAG_OIDC_ISSUER": "https://idp.example"}, "HANDTAG_OIDC_CLIENT_ID"),
        ({"HANDTAG_OIDC_ISSUER": "https://idp.example", "HANDTAG_OIDC_MAPPING": str(broken)}, "roles.yaml:2"),
    ):
        done = deploy_check(**changes)
        assert done.returncode == 1
        assert "handtag.E003" in done.stderr
        assert said in done.stderr


SHOW = """
import json
from django.conf import settings
names = "SESSION_COOKIE_NAME SESSION_COOKIE_SECURE SESSION_COOKIE_HTTPONLY SESSION_COOKIE_SAMESITE CSRF_COOKIE_NAME CSRF_COOKIE_SECURE"
names += " CSRF_COOKIE_HTTPONLY SESSION_COOKIE_PATH SESSION_COOKIE_DOMAIN SECURE_SSL_REDIRECT"
print(json.dumps({name: getattr(settings, name) for name in names.split()} | {"cache": settings.CACHES["default"]["BACKEND"]}))
"""


def settings_of(**changes: str) -> dict[str, object]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HANDTAG_")}
    house = {"PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "handtag.config.settings"}
    done = subprocess.run((sys.executable, "-c", SHOW), env=clean | house | OWN | changes, capture_output=True, text=True, check=True)
    shown: dict[str, object] = json.loads(done.stdout)
    return shown


@pytest.mark.law("ASVS 3.3, HSLF-FS 2016:40 3 kap. 15 §")
def test_in_production_cookies_belong_to_this_host_alone_and_attempts_are_counted_by_all_processes_together() -> None:
    shown = settings_of()
    assert shown == {
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_PATH": "/",
        "SESSION_COOKIE_DOMAIN": None,
        "SECURE_SSL_REDIRECT": True,
        "cache": "django.core.cache.backends.db.DatabaseCache",
    }
