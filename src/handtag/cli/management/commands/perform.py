"""`handtag perform USE_CASE < input.json`: what the installation itself may do, such as taking in its county and first administrators."""

import dataclasses
import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from pydantic import TypeAdapter, ValidationError

from handtag.apps.organisations.queries import system_viewer
from handtag.domain.values.errors import HandtagError
from handtag.usecases.base import UseCase, civil_day, clock, execute, load_all
from handtag.usecases.messages import sentence


class Command(BaseCommand):
    requires_system_checks = (Tags.security,)  # those of the settings; the pages, which take seconds to read, are not asked for
    help = "Do what the installation itself may do: a use case by name, its input as JSON on standard input, its answer as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("use_case", help="see docs/reference/use-cases.md")

    def handle(self, *_: Any, **options: Any) -> None:
        case = load_all().get(options["use_case"])
        if case is None:
            raise CommandError(f"There is no use case {options['use_case']}; docs/reference/use-cases.md names them.")
        data = read_input(case, sys.stdin.read())
        try:
            answer = execute(case, data, system_viewer(civil_day(clock())), door="cli")
        except HandtagError as error:
            raise CommandError(f"{sentence(error)} [{' '.join(filter(None, (error.code, error.field)))}]") from error
        except IntegrityError as error:
            raise CommandError(f"The database refuses it: {str(error).splitlines()[0]}") from None
        self.stdout.write(json.dumps(TypeAdapter(Any).dump_python(answer, mode="json"), ensure_ascii=False))


def read_input(case: UseCase[Any, Any], text: str) -> Any:
    """The use case's input. Raises CommandError naming the field, never repeating what stood in it: it may be a password."""
    fields = {field.name for field in dataclasses.fields(case.input_type)}
    try:
        said = json.loads(text or "{}")
    except ValueError as error:
        raise CommandError(f"Standard input is no JSON: {error}") from error
    if not isinstance(said, dict) or not said.keys() <= fields:
        raise CommandError(f"{case.name} takes an object with: {', '.join(sorted(fields))}")
    try:
        return TypeAdapter(case.input_type).validate_python(said)
    except ValidationError as error:
        wrong = error.errors()[0]
        raise CommandError(f"{'.'.join(map(str, wrong['loc']))}: {wrong['msg']}") from None
