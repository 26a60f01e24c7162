"""`handtag retention plan|dry-run|perform`: the plan of the county, what it would remove, and the removing of what was approved."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError

from handtag.apps.organisations.queries import system_viewer
from handtag.apps.retention.queries import dry_run, principal_by_number
from handtag.domain.retention import Plan
from handtag.domain.values.errors import HandtagError
from handtag.files.retention_plans import read_plan
from handtag.files.yaml_documents import DocumentError
from handtag.usecases.base import civil_day, clock, execute
from handtag.usecases.messages import sentence
from handtag.usecases.retaining import asked, plan_in_force
from handtag.usecases.retention.perform_culling import PerformCulling, perform_culling


class Command(BaseCommand):
    requires_system_checks = (Tags.security,)  # those of the settings; the pages, which take seconds to read, are not asked for
    help = "Check the retention plan, count what it would remove, and remove what two persons have agreed on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        does = parser.add_subparsers(dest="does", required=True)
        plan = does.add_parser("plan", help="check a plan and show it; without a file the one in force")
        plan.add_argument("file", type=Path, nargs="?")
        dry = does.add_parser("dry-run", help="what would be removed today, and what is held back; changes nothing")
        dry.add_argument("principal", help="organisation number of the care provider")
        perform = does.add_parser("perform", help="carry out an approved proposal, or go on with it after an interruption")
        perform.add_argument("proposal", type=UUID)

    def handle(self, *_: Any, does: str, **options: Any) -> None:
        try:
            match does:
                case "plan":
                    self._show(read_plan(options["file"]) if options["file"] else plan_in_force())
                case "dry-run":
                    self._dry_run(options["principal"])
                case _:
                    self._perform(options["proposal"])
        except HandtagError as error:
            raise CommandError(str(sentence(error))) from error
        except (DocumentError, OSError) as error:
            raise CommandError(str(error)) from error

    def _show(self, plan: Plan) -> None:
        self.stdout.write(f"{plan.case_number}: {plan.decided_by}, {plan.decided_on}")
        for rule in plan.rules.values():
            self.stdout.write(f"{rule.kind:<18} {rule.keep!s:<10} from {rule.clock:<11} {rule.action:<13} {rule.ground}")

    def _dry_run(self, organisation_number: str) -> None:
        principal_id = principal_by_number(organisation_number)
        if principal_id is None:
            raise CommandError(f"no principal has the organisation number {organisation_number}")
        found = dry_run(asked(plan_in_force(), principal_id, civil_day(clock())))
        for one in found:
            days = f", {one.oldest} to {one.newest}" if one.oldest else ""
            held = "".join(f"; {number} held back: {why}" for why, number in sorted(one.held.items()))
            self.stdout.write(f"{one.kind:<18} {one.things} ({one.rows} rows{days}){held}")
        self.stdout.write(f"{sum(one.things for one in found)} would be removed; nothing has been")

    def _perform(self, key: UUID) -> None:
        left = 1
        while left:
            left = execute(perform_culling, PerformCulling(key), system_viewer(civil_day(clock())), door="cli")
            self.stdout.write(f"{left} left")
