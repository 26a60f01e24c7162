"""Server times of the pages of each role in the demo county, one request at a time: rights, queries, logs and templates, no network."""

import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from bench.visits import Visit

MS = 1_000_000
GOAL_MS = 100
MANY_QUERIES = 25


class Taken(NamedTuple):
    """Nanoseconds of one request: of the processor, which others on the machine disturb least, and by the clock."""

    busy: int
    clock: int


class WrongPageError(AssertionError):
    """A page that does not answer with what belongs on it: its time would mean nothing."""


def main(*, quick: bool) -> int:
    state = Path(os.environ["HANDTAG_STATE_DIR"])
    os.environ["HANDTAG_DATABASE_URL"] = f"sqlite:///{state / 'handtag.sqlite3'}"
    (state / "static").mkdir(exist_ok=True)
    import handtag.config.wsgi  # noqa: F401  started the way a server starts it

    which = _county(state / "handtag.sqlite3")
    from handtag.apps.organisations.queries import assignments_by_username
    from handtag.usecases.base import civil_day, clock

    today = civil_day(clock())
    viewers = {name: assignments_by_username(name, today)[0] for name in ("karin", "lena", "disa", "olle", "maj", "sia")}
    from bench.visits import visits

    pages = list(visits(viewers))
    clients = {name: _signed_in(viewers.get(name)) for name in {"", *viewers}}
    queries = {page.name: _checked(clients[page.username], page) for page in pages}
    taken: dict[str, list[Taken]] = {page.name: [] for page in pages}
    for _ in range(8 if quick else 40):
        for page in pages:
            started, busy = time.perf_counter_ns(), time.process_time_ns()
            clients[page.username].get(page.address)
            taken[page.name].append(Taken(time.process_time_ns() - busy, time.perf_counter_ns() - started))
    return _report(which, taken, queries)


def _county(database: Path) -> str:
    """Copies the demo county that is built already, or builds the small one; says which."""
    from django.core.management import call_command

    built = Path(os.environ.get("HANDTAG_BENCH_COUNTY", ""))
    if built.is_file() and _is_demo(built):
        shutil.copyfile(built, database)
        try:
            call_command("migrate", check_unapplied=True, verbosity=0, skip_checks=True)
        except SystemExit:
            database.unlink()
        else:
            return f"the demo county as built ({_devices()} devices)"
    build = [sys.executable, "-m", "handtag", "demo", "--size", "small", "--no-serve"]
    built_now = subprocess.run(build, check=False, capture_output=True, text=True)
    if built_now.returncode:
        raise SystemExit(f"Pages: not measured, the demo county could not be built:\n{built_now.stderr[-500:]}")
    return f"a small demo county built now ({_devices()} devices); build the large one with ./handtag demo"


def _is_demo(database: Path) -> bool:
    """Only a file that says itself that it is a demo county is ever copied."""
    from handtag.cli.demo.build import stamp_of

    try:
        return stamp_of(database) is not None
    except sqlite3.DatabaseError:
        return False


def _devices() -> int:
    from handtag.apps.stock.models import Device

    return int(Device.objects.count())


def _signed_in(viewer: Any) -> Any:
    from django.contrib.auth import get_user_model
    from django.test import Client

    from handtag.web.shell.assignment import KEY

    client = Client()
    if viewer is not None:
        user = get_user_model().objects.get(pk=viewer.user_id)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session[KEY] = viewer.assignment_id
        session.save()
    return client


def _checked(client: Any, page: "Visit") -> int:
    """Opens the page twice, the first time to compile its templates, and counts its queries. Raises WrongPageError."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(page.address)
    with CaptureQueriesContext(connection) as seen:
        response = client.get(page.address)
    shown = response.content.decode()
    if response.status_code != 200 or page.word not in shown.partition("<main")[2]:
        raise WrongPageError(f"{page.name}: {page.address} answers {response.status_code}, {page.word!r} must stand in its main part")
    return len(seen)


def _report(which: str, taken: dict[str, list[Taken]], queries: dict[str, int]) -> int:
    print(f"\nPages, {which}. Processor time, then the clock; × is the median ratio of processor time to the first page in the same round")
    width = max(map(len, taken))
    trivial = next(iter(taken.values()))
    slow = []
    for name, times in taken.items():
        busy, clock = sorted(one.busy for one in times), sorted(one.clock for one in times)
        ratio = statistics.median(mine.busy / theirs.busy for mine, theirs in zip(times, trivial, strict=True))
        print(
            f"  {name:<{width}}  p50 {_ms(busy, 0.5)}  p95 {_ms(busy, 0.95)}  max {_ms(busy, 1)}"
            f"  clock p50 {_ms(clock, 0.5)}  p95 {_ms(clock, 0.95)}  × {ratio:4.1f}  {queries[name]:>2} queries"
        )
        if _at(busy, 0.95) >= GOAL_MS * MS or queries[name] > MANY_QUERIES:
            slow.append(name)
    print(f"  p95 of {GOAL_MS} ms of processor or more, or more than {MANY_QUERIES} queries: {', '.join(slow) or 'none'}")
    return 0


def _at(ordered: list[int], part: float) -> int:
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def _ms(ordered: list[int], part: float) -> str:
    return f"{_at(ordered, part) / MS:5.1f} ms"


if __name__ == "__main__":
    sys.exit(main(quick="--quick" in sys.argv))
