"""`handtag audit seal|verify|export-head`: the log's chains of seals, from the command line and from timers."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError

from handtag.apps.audit.checks import breaks
from handtag.apps.audit.queries import Head, Heads, heads, unsealed
from handtag.apps.organisations.queries import system_viewer
from handtag.domain.values.errors import HandtagError
from handtag.usecases.audit.seal_log import SealLog, seal_log
from handtag.usecases.base import civil_day, clock, execute
from handtag.usecases.messages import sentence


class Command(BaseCommand):
    requires_system_checks = (Tags.security,)  # those of the settings; the pages, which take seconds to read, are not asked for
    help = "Seal the log, find what has been changed since it was sealed, and export the heads of its chains."

    def add_arguments(self, parser: ArgumentParser) -> None:
        does = parser.add_subparsers(dest="does", required=True)
        does.add_parser("seal", help="seal what is new since last time; run it every five minutes")
        verify = does.add_parser("verify", help="compare every row with its seal and name the first bad one; changes nothing")
        verify.add_argument("--head", type=Path, help="a file of exported heads: finds a log that was cut off or written anew")
        export = does.add_parser("export-head", help="seal, and add the head of every chain to a file kept elsewhere; run it daily")
        export.add_argument("file", type=Path)

    def handle(self, *_: Any, does: str, **options: Any) -> None:
        match does:
            case "seal":
                self.stdout.write(f"{self._seal()} rows sealed")
            case "export-head":
                self._export(options["file"])
            case _:
                self._verify(options["head"])

    def _seal(self) -> int:
        try:
            return execute(seal_log, SealLog(), system_viewer(civil_day(clock())), door="cli")
        except HandtagError as error:
            raise CommandError(str(sentence(error))) from error

    def _export(self, file: Path) -> None:
        self._seal()
        found = {str(of): [head.number, head.hash, head.log, head.first_id] for of, head in heads().items()}
        with file.open("a", encoding="utf-8") as out:
            out.write(json.dumps({"at": clock().isoformat(timespec="seconds"), "heads": found}) + "\n")
        self.stdout.write(f"the heads of {len(found)} chains added to {file}")

    def _verify(self, head: Path | None) -> None:
        found = list(breaks(_exported(head) if head else ()))
        for one in found:
            self.stdout.write(str(one))
        self.stdout.write(f"{len(found)} breaks; {unsealed()} rows not yet sealed")
        if found:
            raise CommandError("the log is not what it was when it was sealed")


def _exported(file: Path) -> list[Heads]:
    """The heads of a file, the oldest first. Raises CommandError naming the line that cannot be read."""
    exported: list[Heads] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            exported.append({int(of): Head(*head) for of, head in json.loads(line)["heads"].items()})
        except (ValueError, KeyError, TypeError, AttributeError) as wrong:
            raise CommandError(f"{file}, line {number}: not a line of exported heads") from wrong
    if not exported:
        raise CommandError(f"{file} holds no heads")
    return exported
