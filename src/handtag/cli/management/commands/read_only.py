"""`handtag read_only on|off`: everything can be looked at and every look is logged, and nothing is changed."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.checks import Tags
from django.core.management.base import BaseCommand

from handtag.files import marks
from handtag.usecases.base import READ_ONLY, clock


class Command(BaseCommand):
    requires_system_checks = (Tags.security,)  # those of the settings; the pages, which take seconds to read, are not asked for
    help = "Refuse every change while an upgrade or a repair goes on; looking, and its log, go on as always."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("on", "off", "show"))
        parser.add_argument("--minutes", type=int, default=15, help="when people are told to try again (15)")

    def handle(self, *_: Any, **options: Any) -> None:
        if options["what"] == "on":
            marks.put(settings.STATE, READ_ONLY, at=clock(), minutes=options["minutes"])
        elif options["what"] == "off":
            marks.remove(settings.STATE, READ_ONLY)
        mark = marks.get(settings.STATE, READ_ONLY)
        self.stdout.write("off" if mark is None else f"on since {mark.get('at', 'some time')}")
