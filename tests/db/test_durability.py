"""What was answered as saved is on the disk: asked of a production process, and found by `verify` when it is not so."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper

from handtag.config import env
from handtag.db import checks

SRC = Path(__file__).resolve().parents[2] / "src"
ASK = "import django; django.setup(); from handtag.db.checks import answers_that_a_power_cut_could_take as lost; print(list(lost()))"


def production(url: str) -> dict[str, str]:
    own = {
        "HANDTAG_SECRET_KEY": os.urandom(40).hex(), "HANDTAG_BLIND_INDEX_KEY": os.urandom(40).hex(),
        "HANDTAG_FIELD_KEYS": Fernet.generate_key().decode(), "HANDTAG_DATABASE_URL": url,
    }  # fmt: skip
    rest = {name: value for name, value in os.environ.items() if not name.startswith("HANDTAG_")}
    return {**rest, **own, "PYTHONPATH": str(SRC), "DJANGO_SETTINGS_MODULE": "handtag.config.settings"}


def test_in_production_sqlite_waits_for_the_disk_before_it_answers(tmp_path: Path) -> None:
    process = production(f"sqlite:///{tmp_path / 'county.sqlite3'}")
    done = subprocess.run([sys.executable, "-c", ASK], env=process, capture_output=True, text=True, check=False, timeout=120)
    assert done.stdout.strip() == "[]", done.stderr


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any, django_db_blocker: Any) -> Iterator[DatabaseWrapper]:
    """A connection of its own to a SQLite file, in no transaction, that is taken for a production one."""
    settings.DEMO = False
    file = DatabaseWrapper({**connection.settings_dict, **env.database(f"sqlite:///{tmp_path / 'county.sqlite3'}")}, "county")
    monkeypatch.setattr(checks, "connection", file)
    with django_db_blocker.unblock():
        yield file
        file.close()


@pytest.mark.parametrize(("level", "lost"), [("OFF", 1), ("NORMAL", 1), ("FULL", 0), ("EXTRA", 0)])
def test_verify_finds_a_file_that_does_not_wait(county: DatabaseWrapper, level: str, lost: int) -> None:
    with county.cursor() as cursor:
        cursor.execute(f"PRAGMA synchronous={level}")
    assert len(list(checks.answers_that_a_power_cut_could_take())) == lost


@pytest.mark.skipif(connection.vendor == "sqlite", reason="asked of PostgreSQL's own settings")
@pytest.mark.django_db
def test_verify_names_each_setting_of_a_server_that_does_not_wait(settings: Any) -> None:
    """The tests' own server puts speed before safety."""
    assert list(checks.answers_that_a_power_cut_could_take()) == []
    settings.DEMO = False
    assert [row.split()[0] for row in checks.answers_that_a_power_cut_could_take()] == ["fsync", "full_page_writes", "synchronous_commit"]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = on")
    assert [row.split()[0] for row in checks.answers_that_a_power_cut_could_take()] == ["fsync", "full_page_writes"]
