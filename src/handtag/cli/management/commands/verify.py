"""`handtag verify`: the nightly proof that the ledgers add up, and the proof after every restore. Changes nothing in the database."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError

from handtag.cli.verification import CHECKS, Found, run
from handtag.files import marks
from handtag.usecases.base import clock


class Command(BaseCommand):
    requires_system_checks = (Tags.security,)  # those of the settings; the pages, which take seconds to read, are not asked for
    help = "Work out every projection, sum and day again from the ledgers and tell of every row that differs; nothing is changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "names", nargs="*", metavar="CHECK", help="only these checks, or all about: devices, money, care, people, platform"
        )
        parser.add_argument("--rows", type=int, default=5, help="how many offending rows are shown of each check (5)")
        parser.add_argument("--json", action="store_true", help="the whole account as one JSON object")

    def handle(self, *_: Any, **options: Any) -> None:
        names = set(options["names"])
        chosen = [check for check, (about, _) in CHECKS.items() if not names or names & {check.__name__, about}]
        if not chosen or names - {check.__name__ for check in CHECKS} - {about for about, _ in CHECKS.values()}:
            raise CommandError(f"no such check; there are: {', '.join(check.__name__ for check in CHECKS)}")
        found = []
        for answer in run(chosen, rows=options["rows"]):
            found.append(answer)
            if not options["json"]:
                self._tell(answer)
        wrong = sum(answer.count for answer in found)
        if options["json"]:
            account = {"wrong": wrong, "checks": [answer.as_dict() for answer in found]}
            self.stdout.write(json.dumps(account, ensure_ascii=False, indent=1))
        else:
            self.stdout.write(f"{wrong} rows differ in {len(found)} checks, {sum(answer.seconds for answer in found):.1f} s")
        if not names:
            marks.put(settings.STATE, "verified", at=clock(), wrong=wrong)
        if wrong:
            raise CommandError("the ledgers do not add up")

    def _tell(self, answer: Found) -> None:
        self.stdout.write(f"{'ok' if not answer.count else 'WRONG':<6}{answer.count:>6}  {answer.name} ({' '.join(answer.keeps)})")
        for row in answer.rows:
            self.stdout.write(f"              {row}")
        if answer.count > len(answer.rows):
            self.stdout.write(f"              and {answer.count - len(answer.rows)} more")
