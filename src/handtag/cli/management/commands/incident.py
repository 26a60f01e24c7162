"""`handtag incident FROM UNTIL FILE`: the material of an incident report, in one archive: timeline, figures, state of the installation."""

import csv
import io
import json
import zipfile
from argparse import ArgumentParser
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError

from handtag.apps.audit.queries_timeline import HEADINGS, Event, events_between
from handtag.files import marks
from handtag.usecases.base import SWEDEN, clock

DUE = {"early_warning_24_h": timedelta(hours=24), "report_72_h": timedelta(hours=72), "final_report_1_month": timedelta(days=30)}


class Command(BaseCommand):
    requires_system_checks = (Tags.security,)  # those of the settings; the pages, which take seconds to read, are not asked for
    help = "Gather what an incident report needs (cybersecurity act 2025:1506, GDPR article 33): codes and times, no names or numbers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("first", metavar="FROM", help="a Swedish moment, 2026-11-22T08:00")
        parser.add_argument("last", metavar="UNTIL", help="the moment it was over, or now")
        parser.add_argument("file", type=Path, help="the archive (.zip) to write")
        parser.add_argument("--known", help="the moment it became known, from which the times of reporting run; without it FROM")

    def handle(self, *_: Any, **options: Any) -> None:
        first, last = _moment(options["first"]), _moment(options["last"])
        known = _moment(options["known"]) if options["known"] else first
        if first >= last:
            raise CommandError("FROM must be before UNTIL")
        events = events_between(first, last)
        try:
            with zipfile.ZipFile(options["file"], "x", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("timeline.csv", _timeline(events))
                archive.writestr("summary.json", json.dumps(_summary(events, first, last, known), indent=1, ensure_ascii=False))
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        self.stdout.write(f"{options['file']}: {len(events)} events")


def _moment(text: str) -> datetime:
    if text == "now":
        return clock()
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text} is not a moment such as 2026-11-22T08:00") from None
    return found if found.tzinfo else found.replace(tzinfo=SWEDEN)


def _timeline(events: list[Event]) -> str:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(HEADINGS)
    rows.writerows((event[0].astimezone(SWEDEN).isoformat(), *event[1:]) for event in events)
    return out.getvalue()


def _summary(events: list[Event], first: datetime, last: datetime, known: datetime) -> dict[str, object]:
    persons = {event[6] for event in events if event[6].startswith("person:")}
    return {
        "from": first.astimezone(SWEDEN).isoformat(),
        "until": last.astimezone(SWEDEN).isoformat(),
        "known": known.astimezone(SWEDEN).isoformat(),
        "due": {name: (known + time).astimezone(SWEDEN).isoformat() for name, time in DUE.items()},
        "events": len(events),
        "by_action": dict(Counter(event[5] for event in events).most_common()),
        "by_actor": dict(Counter(event[2] for event in events).most_common(50)),
        "refused": sum(event[5] == "access.refused" for event in events),
        "persons_touched": len(persons),
        "last_backup": marks.get(settings.STATE, "backed_up"),
        "last_verification": marks.get(settings.STATE, "verified"),
        "gathered_at": clock().astimezone(SWEDEN).isoformat(),
    }
