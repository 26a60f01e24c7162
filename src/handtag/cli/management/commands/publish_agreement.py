"""`handtag publish_agreement FOLDER`: an agreement version takes its place among those that decide, for ever."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError

from handtag.apps.organisations.queries import system_viewer
from handtag.domain.values.errors import HandtagError
from handtag.files.agreement_cases import cases_of
from handtag.files.agreement_doubts import doubts_of
from handtag.files.agreements import read_agreement
from handtag.files.yaml_documents import DocumentError
from handtag.usecases.agreements.publish_version import PublishVersion, publish_version
from handtag.usecases.base import civil_day, clock, execute
from handtag.usecases.messages import sentence


class Command(BaseCommand):
    requires_system_checks = (Tags.security,)  # those of the settings; the pages, which take seconds to read, are not asked for
    help = "Publish the agreement version in a folder; it is never changed afterwards."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            document = read_agreement(options["folder"])
            data = PublishVersion(document.canonical_json(), cases_of(options["folder"]), doubts_of(options["folder"]))
            execute(publish_version, data, system_viewer(civil_day(clock())), door="cli")
        except DocumentError as error:
            raise CommandError(str(error)) from error
        except HandtagError as error:
            raise CommandError(str(sentence(error))) from error
        self.stdout.write(f"{document.id} {document.version} {document.document_hash}")
