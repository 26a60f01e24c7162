"""Production settings: Django's own deployment check has nothing to say, and PostgreSQL is asked within limits through a pool."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from handtag.cli.postgres_cluster import find_binaries, running_cluster

ROOT = Path(__file__).resolve().parents[2]
LIMITS = (
    "import handtag.config.wsgi; from django.db import connection as c\n"
    "for name in ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout'):\n"
    "    cursor = c.cursor(); cursor.execute(f'SHOW {name}'); print(cursor.fetchone()[0])\n"
    "print(c.pool.max_size); c.close(); c.close_pool()"
)


def production(folder: Path, **more: str) -> dict[str, str]:
    own = {
        "SECRET_KEY": os.urandom(40).hex(), "BLIND_INDEX_KEY": os.urandom(40).hex(), "FIELD_KEYS": Fernet.generate_key().decode(),
        "ALLOWED_HOSTS": "handtag.example", "STATE_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder}/handtag.sqlite3", **more,
    }  # fmt: skip
    rest = {name: value for name, value in os.environ.items() if not name.startswith("HANDTAG_")}
    return {**rest, "PYTHONPATH": str(ROOT / "src"), **{f"HANDTAG_{name}": value for name, value in own.items()}}


@pytest.mark.law("ASVS 3.4, ASVS 12.1–12.2, ASVS 13.4, NIS 2 art. 21.2 e, HSLF-FS 2016:40 3 kap. 15 §")
def test_the_deployment_check_is_clean(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"], capture_output=True, text=True, check=False,
        env={**production(tmp_path), "DJANGO_SETTINGS_MODULE": "handtag.config.settings"}, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.skipif(find_binaries() is None, reason="PostgreSQL is missing: apt-get install postgresql")
def test_a_serving_process_asks_postgresql_within_limits_through_a_pool(tmp_path: Path) -> None:
    with running_cluster() as cluster:
        env = production(tmp_path, DATABASE_URL=cluster.url(), DATABASE_POOL="3")
        done = subprocess.run([sys.executable, "-c", LIMITS], capture_output=True, text=True, check=False, env=env, timeout=120)
    assert done.stdout.split() == ["10s", "30s", "1min", "3"], done.stderr
