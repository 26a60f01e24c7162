"""`handtag issue_token USER`: a key to the REST interface, shown once."""

from argparse import ArgumentParser
from typing import Any

from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError

from handtag.apps.organisations.queries import assignments_by_username, system_viewer
from handtag.domain.values.errors import HandtagError
from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token
from handtag.usecases.base import civil_day, clock, execute
from handtag.usecases.messages import sentence


class Command(BaseCommand):
    requires_system_checks = (Tags.security,)  # those of the settings; the pages, which take seconds to read, are not asked for
    help = "Make a key to the REST interface for one of a user's assignments; it is shown once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", default="command line", help="what the key is for")
        parser.add_argument("--days", type=int, default=30)

    def handle(self, *_: Any, **options: Any) -> None:
        today = civil_day(clock())
        held = assignments_by_username(options["username"], today)
        if not held:
            raise CommandError(f"{options['username']} has no assignment today.")
        data = IssueApiToken(held[0].assignment_id, options["name"], options["days"])
        try:
            self.stdout.write(execute(issue_api_token, data, system_viewer(today), door="cli"))
        except HandtagError as error:
            raise CommandError(str(sentence(error))) from error
