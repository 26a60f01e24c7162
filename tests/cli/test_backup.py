"""Backups of a whole county, on SQLite and PostgreSQL: made while others write, proved, put back, and refused with the reason."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.support.migrated import fill_postgresql, sqlite_file

from handtag.cli.postgres_cluster import Cluster, find_binaries, running_cluster
from handtag.files.backup_file import new_key

ROOT = Path(__file__).resolve().parents[2]
COUNTY = (
    "import django; django.setup(); from handtag.db import wall; wall.ask_as(wall.EVERYTHING); "
    "from datetime import date; from tests.support.world import make_world; from tests.support.lending import lend, take_back; "
    "w = make_world(); lend(w, 'D1001', on=date(2026, 10, 30)); take_back(w, 'D1001', date(2026, 11, 5))"
)
DAMAGE = "UPDATE stock_device SET bin = 'Z-99' WHERE number = 'D1002'"


@dataclass(frozen=True)
class Place:
    """A database that Handtag's own words are run on, and a fresh empty one beside it."""

    url: str
    empty: Callable[[], str]
    folder: Path

    def run(self, *words: str, url: str = "", **settings: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "handtag", *words], capture_output=True, text=True, check=False, cwd=ROOT,
            env=self.environment(url or self.url, **settings), timeout=120,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    def python(self, code: str) -> None:
        subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env=self.environment(self.url), timeout=300)

    def sql(self, statement: str) -> None:
        self.python(f"import django; django.setup(); from django.db import connection as c; c.cursor().execute({statement!r})")

    def environment(self, url: str, **settings: str) -> dict[str, str]:
        own = {"DATABASE_URL": url, "DEMO": "1", "STATE_DIR": str(self.folder / "state"), "BACKUP_KEY": "", **settings}
        paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        django = {"PYTHONPATH": paths, "DJANGO_SETTINGS_MODULE": "handtag.config.settings"}
        return {**os.environ, **django, **{f"HANDTAG_{name}": value for name, value in own.items()}}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    if find_binaries() is None:
        pytest.skip("PostgreSQL is missing: apt-get install postgresql")
    with running_cluster() as running:
        yield running


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def county(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("backups")
    numbers = iter(range(1000))
    if request.param == "sqlite":
        shutil.copy(sqlite_file(), folder / "county.sqlite3")
        place = Place(f"sqlite:///{folder}/county.sqlite3", lambda: f"sqlite:///{folder}/{next(numbers)}.sqlite3", folder)
    else:
        server: Cluster = request.getfixturevalue("cluster")
        place = Place(server.create_database("county"), lambda: server.create_database(f"empty{next(numbers)}"), folder)
        fill_postgresql(place.url)
    place.python(COUNTY)
    return place


@pytest.fixture
def place(county: Place, tmp_path: Path) -> Place:
    return Place(county.url, county.empty, tmp_path)


@pytest.mark.law("HSLF-FS 2016:40 3 kap., NIS 2 art. 21.2 c, GDPR art. 32")
def test_a_backup_is_made_sealed_proved_and_put_back(place: Place) -> None:
    key, kept, target = new_key(), str(place.folder / "kept"), place.empty()
    status, told = place.run("backup", kept, BACKUP_KEY=key)
    assert (status, "sealed" in told) == (0, True)
    status, told = place.run("restore", kept, "--prove", BACKUP_KEY=key)
    assert status == 0, told
    assert "have the same rows and checksums" in told
    assert "verified: 0 rows differ" in told
    status, told = place.run("restore", kept, "--into", url=target, BACKUP_KEY=key)
    assert status == 0, told
    status, told = place.run("verify", url=target)
    assert (status, "0 rows differ" in told) == (0, True), told
    assert "held since" in place.run("effects", "show", url=target)[1]
    status, told = place.run("restore", kept, "--into", url=target, BACKUP_KEY=key)
    assert (status, "not empty" in told) == (1, True), told


def test_without_its_key_and_when_it_is_damaged_nothing_is_put_back(place: Place) -> None:
    kept, target = place.folder / "kept", place.empty()
    place.run("backup", str(kept), BACKUP_KEY=new_key())
    status, told = place.run("restore", str(kept), "--into", url=target)
    assert (status, "give HANDTAG_BACKUP_KEY" in told) == (1, True), told
    whole = kept.read_bytes()
    kept.write_bytes(whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:])
    status, told = place.run("restore", str(kept), "--into", url=target)
    assert (status, "damaged or cut off" in told) == (1, True), told
    place.run("backup", str(place.folder / "good"))
    assert place.run("restore", str(place.folder / "good"), "--into", url=target)[0] == 0  # still empty, so still welcome


def test_a_backup_of_a_newer_handtag_is_refused(place: Place) -> None:
    place.sql("INSERT INTO django_migrations (app, name, applied) VALUES ('stock', '0999_later', '2027-01-01')")
    try:
        place.run("backup", str(place.folder / "kept"))
    finally:
        place.sql("DELETE FROM django_migrations WHERE name = '0999_later'")
    status, told = place.run("restore", str(place.folder / "kept"), "--prove")
    assert (status, "does not know stock.0999_later" in told) == (1, True), told


@pytest.mark.law("HSLF-FS 2016:40 3 kap.")
def test_what_does_not_add_up_is_not_proved(place: Place) -> None:
    place.sql(DAMAGE)
    try:
        assert place.run("backup", str(place.folder / "kept"))[0] == 0
    finally:
        place.sql(DAMAGE.replace("Z-99", "A-01"))
    status, told = place.run("restore", str(place.folder / "kept"), "--prove")
    assert (status, "does not add up: 1 rows in devices_off_their_moves" in told) == (1, True), told


def test_it_holds_one_moment_while_others_write(place: Place) -> None:
    """Someone registers counties all the while; each backup is one moment of it, and every one is proved."""
    writer = (
        "import django; django.setup(); from handtag.apps.organisations.models import County\n"
        "for n in range(10, 99):\n    County.objects.get_or_create(code=str(n), defaults={'name': 'x'})\nprint('done')"
    )
    with subprocess.Popen([sys.executable, "-c", writer], cwd=ROOT, env=place.environment(place.url), stdout=subprocess.PIPE) as busy:
        outcomes = [place.run("backup", str(place.folder / f"kept{number}"))[0] for number in range(2)]
        assert busy.wait(timeout=120) == 0
    assert outcomes == [0, 0]
    assert place.run("restore", str(place.folder / "kept0"), "--prove")[0] == 0
    left = [path.name for path in place.folder.iterdir() if path.name.startswith(".")]
    assert left == []


def test_a_place_that_cannot_be_written_is_told_plainly(place: Place) -> None:
    status, told = place.run("backup", str(place.folder / "nowhere" / "kept"))
    assert status == 1
    assert "Traceback" not in told
    assert not (place.folder / "nowhere").exists()
