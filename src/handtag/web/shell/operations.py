"""What those who run Handtag ask it: is it alive, is it ready, how does it fare. Nothing about anyone."""

import shutil
from datetime import datetime
from functools import cache
from hmac import compare_digest

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from handtag.apps.outbox.queries import waiting
from handtag.db.refusals import takes_writes
from handtag.files import marks
from handtag.telemetry import metrics
from handtag.usecases.base import READ_ONLY, clock

LEAST_FREE = 256 * 1024 * 1024  # bytes; below it the database may soon not be able to write
OWN_MACHINE = frozenset({"127.0.0.1", "::1"})


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when it can serve: the database answers, has this version's tables, and there is room on the disk; else 503."""
    parts = {"database": _database(), "disk": _disk()}
    told = {**parts, "read_only": _only_reads(), **_ages()}
    is_ready = set(parts.values()) == {"ok"}
    return JsonResponse({"ready": is_ready, **told}, status=200 if is_ready else 503)


@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """Prometheus' text format, for who has HANDTAG_METRICS_TOKEN or, while there is none, asks from this machine. Else 404."""
    if not _may_measure(request):
        raise Http404
    gauges = [(name, value) for name, value in _gauges().items() if value is not None]
    return HttpResponse(metrics.exposition(settings.STATE / "metrics", gauges), content_type="text/plain; version=0.0.4")


def _may_measure(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return compare_digest(given.encode(), settings.METRICS_TOKEN.encode())
    through_proxy = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return request.META.get("REMOTE_ADDR", "") in OWN_MACHINE and not through_proxy


def _database() -> str:
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except DatabaseError:
        return "does not answer"
    return "ok" if _known() <= applied.keys() else "migrations wait"


@cache
def _known() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _disk() -> str:
    try:
        return "ok" if shutil.disk_usage(settings.STATE).free >= LEAST_FREE else "nearly full"
    except OSError:
        return "cannot be read"


def _ages() -> dict[str, int | None]:
    """Hours since the last backup and the last whole verification made here; None when none is known."""
    seconds = {"backed_up_hours_ago": _age("backed_up"), "verified_hours_ago": _age("verified")}
    return {name: None if age is None else int(age // 3600) for name, age in seconds.items()}


def _gauges() -> dict[str, float | None]:
    now = clock()
    depth, oldest = waiting()
    return {
        "handtag_outbox_waiting": depth,
        "handtag_outbox_oldest_seconds": (now - oldest).total_seconds() if oldest else 0,
        "handtag_read_only": float(_only_reads()),
        "handtag_backup_age_seconds": _age("backed_up"),
        "handtag_verify_age_seconds": _age("verified"),
        "handtag_verify_wrong_rows": (marks.get(settings.STATE, "verified") or {}).get("wrong"),
    }


def _only_reads() -> bool:
    """Said by who runs Handtag, or by the database."""
    try:
        return marks.get(settings.STATE, READ_ONLY) is not None or not takes_writes()
    except DatabaseError:
        return True


def _age(name: str) -> float | None:
    mark = marks.get(settings.STATE, name)
    return (clock() - datetime.fromisoformat(mark["at"])).total_seconds() if mark and "at" in mark else None
