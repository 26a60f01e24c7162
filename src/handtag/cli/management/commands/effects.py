"""`handtag effects hold|release`: what is to be sent waits, or goes on; after a restore it waits until someone has looked."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.checks import Tags
from django.core.management.base import BaseCommand

from handtag.files import marks
from handtag.usecases.base import clock


class Command(BaseCommand):
    requires_system_checks = (Tags.security,)  # those of the settings; the pages, which take seconds to read, are not asked for
    help = "Hold what is to be sent (mail, files to others), release it, or tell which it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("hold", "release", "show"))

    def handle(self, *_: Any, **options: Any) -> None:
        if options["what"] == "hold":
            marks.put(settings.STATE, "effects_held", at=clock(), because="held by hand")
        elif options["what"] == "release":
            marks.remove(settings.STATE, "effects_held")
        held = marks.get(settings.STATE, "effects_held")
        self.stdout.write("released" if held is None else f"held since {held.get('at', 'some time')}: {held.get('because', '')}")
