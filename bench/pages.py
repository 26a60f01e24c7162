"""Server times of the main pages on a small demo county, one request at a time, log-in and templates included, network excluded."""

import os
import subprocess
import sys
import time
from pathlib import Path

# page: (role that opens it, address); `{person}` is the first person that role may see, and so on.
PAGES: dict[str, tuple[str, str]] = {
    "start, prescriber": ("prescriber", "/"),
    "persons": ("prescriber", "/personer/"),
    "who pays": ("prescriber", "/vem-betalar/"),
    "assortment": ("prescriber", "/sortiment/"),
    "orders": ("prescriber", "/order/"),
    "prescriptions": ("prescriber", "/forskrivningar/"),
    "start, store": ("store_worker", "/"),
    "devices": ("store_worker", "/lager/"),
    "to pick": ("store_worker", "/lager/plock/"),
    "start, controller": ("controller", "/"),
    "invoices": ("controller", "/fakturor/"),
}


def main(*, quick: bool) -> int:
    state = Path(os.environ["HANDTAG_STATE_DIR"])
    database = state / "handtag.sqlite3"
    build = [sys.executable, "-m", "handtag", "demo", "--size", "small", "--no-serve"]
    built = subprocess.run(build, check=False, capture_output=True, text=True)
    if built.returncode:
        print(f"\nPages: not measured, the demo county could not be built:\n{built.stderr[-500:]}")
        return 1
    os.environ["HANDTAG_DATABASE_URL"] = f"sqlite:///{database}"
    (state / "static").mkdir(exist_ok=True)
    import django

    django.setup()
    from bench.harness import summarise

    samples: dict[str, list[float]] = {}
    missing = []
    for name, (role, address) in PAGES.items():
        taken = _times(role, address, 10 if quick else 100)
        if taken is None:
            missing.append(address)
        else:
            samples[name] = taken
    if samples:
        summarise("Pages of a small county, server time", samples)
    if missing:
        print(f"  without an answer of 200: {', '.join(missing)}")
    return 1 if missing else 0


def _times(role: str, address: str, number: int) -> list[float] | None:
    """Nanoseconds of each request; None when the page does not answer 200 with its main part."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    from handtag.apps.organisations.models import Assignment
    from handtag.web.shell.assignment import KEY

    held = Assignment.objects.filter(role=role, valid_to=None).order_by("pk").first()
    if held is None:
        return None
    client = Client()
    client.force_login(get_user_model().objects.get(pk=held.user_id), backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[KEY] = held.pk
    session.save()
    taken: list[float] = []
    for _ in range(number + 1):
        started = time.perf_counter_ns()
        response = client.get(address)
        taken.append(time.perf_counter_ns() - started)
        if response.status_code != 200 or b"<main" not in response.content:
            return None
    return taken[1:]  # the first one compiles templates


if __name__ == "__main__":
    sys.exit(main(quick="--quick" in sys.argv))
