"""`handtag demo`: builds the demo county when there is none or it is outdated, says who can log in, and serves it."""

import argparse
import fcntl
import os
import socket
import sys
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from handtag.cli.demo.build import DATA, ROOT, Stamp, build, fingerprint, in_place_of, stamp_of

HOST = "127.0.0.1"
SETTINGS = "handtag.config.settings"


def run(argv: Sequence[str]) -> int:
    """Build if needed, print the log-ins, serve until interrupted. 0 when built (and served), 1 when the port is taken."""
    asked = _arguments(argv)
    if asked.serve and not _is_free(asked.port):
        print(f"handtag demo: port {asked.port} is taken; choose another with --port", file=sys.stderr)
        return 1
    state = Path(os.environ.get("HANDTAG_STATE_DIR", ROOT / "var")).resolve()
    state.mkdir(parents=True, exist_ok=True)
    database = state / "handtag.sqlite3"
    os.environ.update(HANDTAG_DEMO="1", HANDTAG_STATE_DIR=str(state), DJANGO_SETTINGS_MODULE=SETTINGS)
    with (state / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _is_outdated(stamp_of(database), asked):
            _build(database, asked)
    _say_who_can_log_in(asked)
    if asked.serve:
        os.environ["HANDTAG_DATABASE_URL"] = f"sqlite:///{database}"
        _serve(asked.port)
    return 0


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="handtag demo", description="Build the demo county and serve it.")
    parser.add_argument("--county", default=None, metavar="FOLDER", help="folder in demo/ with the county's data")
    parser.add_argument("--size", choices=("small", "county"), default="county", help="small takes seconds")
    parser.add_argument("--until", type=date.fromisoformat, help="last day of the history (default: yesterday)")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--rebuild", action="store_true", help="throw away what is there and build anew")
    parser.add_argument("--no-serve", dest="serve", action="store_false", help="only build")
    asked = parser.parse_args(argv)
    folders = sorted(path.parent for path in DATA.glob("*/county.yaml"))
    asked.folder = DATA / asked.county if asked.county else folders[0]
    if asked.folder not in folders:
        parser.error(f"--county: {', '.join(folder.name for folder in folders)}")
    return asked


def _is_outdated(stamp: Stamp | None, asked: argparse.Namespace) -> bool:
    """An existing county is kept, whatever day it is, unless something it is made of has changed or another day is asked for."""
    if stamp is None or asked.rebuild or stamp.fingerprint != fingerprint(asked.size, asked.folder):
        return True
    return asked.until is not None and asked.until != stamp.until


def _build(database: Path, asked: argparse.Namespace) -> None:
    started = time.monotonic()
    with in_place_of(database) as building:
        os.environ["HANDTAG_DATABASE_URL"] = f"sqlite:///{building}"
        _set_up()
        from handtag.usecases.base import civil_day, clock

        until = asked.until or civil_day(clock()) - timedelta(days=1)
        print(f"handtag: building the demo county ({asked.size}) until {until} …", file=sys.stderr, flush=True)
        build(asked.folder, asked.size, until)
    print(f"handtag: built in {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)


def _say_who_can_log_in(asked: argparse.Namespace) -> None:
    from handtag.cli.demo.county import read_county

    _set_up()
    from django.utils.translation import gettext as _
    from django.utils.translation import override

    from handtag.domain.access import Role
    from handtag.usecases.words import word
    from handtag.web.shell.roles import ROLE_NAMES

    county = read_county(asked.folder)
    shown = county.smaller() if asked.size == "small" else county
    units = {unit.key: unit.name for unit in shown.units}
    with override("sv"):
        print()
        if asked.serve:
            print(_("Handtag with the demo county: http://%(host)s:%(port)s") % {"host": HOST, "port": asked.port})
        print(_("Everyone's password: %(password)s") % {"password": county.password})
        for user in shown.users:
            if user.log_in:
                task = word(user.profession) if user.profession else ROLE_NAMES[Role(user.role)]
                print(f"  {user.username:<10} {user.name:<18} {task}, {units[user.unit]}")
        print(flush=True)


def _set_up() -> None:
    import django

    django.setup()


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _serve(port: int) -> None:
    """This process becomes the server, so that an interrupt reaches it and nothing is left behind."""
    where = ("--host", HOST, "--port", str(port))
    size = ("--workers", "2", "--blocking-threads", "4", "--no-ws", "--log-level", "warning")
    command = (sys.executable, "-m", "granian", "--interface", "wsgi", *where, *size, "handtag.config.wsgi:application")
    os.execve(sys.executable, command, os.environ)  # noqa: S606
