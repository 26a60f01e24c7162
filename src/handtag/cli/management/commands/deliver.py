"""`handtag deliver`: what waits to be sent is sent. Run by a timer every few minutes."""

from typing import Any

from django.core.checks import Tags
from django.core.management.base import BaseCommand

from handtag.cli.delivering import deliver


class Command(BaseCommand):
    requires_system_checks = (Tags.security,)  # those of the settings; the pages, which take seconds to read, are not asked for
    help = "Send what waits to be sent (mail that there is a message); what fails is tried again after ten minutes."

    def handle(self, *_: Any, **options: Any) -> None:
        done = deliver()
        self.stdout.write(f"sent {done['finished']}, failed {done['failed']}")
