"""The throw-away PostgreSQL server answers, and nothing of it is left afterwards, however it ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from handtag.cli import postgres_cluster
from handtag.cli.postgres_cluster import ClusterError, find_binaries, running_cluster

needs_postgresql = pytest.mark.skipif(find_binaries() is None, reason="PostgreSQL is missing: apt-get install postgresql")
WAITING = """
import time
from handtag.cli.postgres_cluster import running_cluster
with running_cluster() as cluster:
    print(cluster.socket, flush=True)
    time.sleep(60)
"""


@needs_postgresql
def test_a_server_answers_and_is_gone_afterwards() -> None:
    with running_cluster() as cluster:
        second = cluster.create_database("second")
        with psycopg.connect(host=str(cluster.socket), user="handtag", dbname="second") as connection:
            assert connection.execute("SELECT lower('ÅÄÖ')").fetchone() == ("åäö",)
        assert second == f"postgresql://handtag@/second?host={cluster.socket}"
    assert not cluster.socket.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(host=str(cluster.socket), user="handtag", dbname="second")


@needs_postgresql
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_when_it_is_interrupted(ending: signal.Signals) -> None:
    env = {**os.environ, "PYTHONPATH": str(Path(postgres_cluster.__file__).parents[2])}
    run = subprocess.Popen([sys.executable, "-c", WAITING], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env)
    with run:
        assert run.stdout is not None
        socket = Path(run.stdout.readline().strip())
        server = int((socket / "data" / "postmaster.pid").read_text().splitlines()[0])
        run.send_signal(ending)
        assert run.wait(timeout=30) != 0
    assert not socket.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)


def test_without_postgresql_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_cluster, "find_binaries", lambda: None)
    with pytest.raises(ClusterError, match="apt-get install postgresql"), running_cluster():
        pass
