"""`handtag backup FILE`: everything in the database at one moment, in one file, sealed when there is a key."""

import tomllib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from handtag.cli import backups
from handtag.cli.databases import database_of
from handtag.files import marks
from handtag.files.backup_file import BackupError, new_key
from handtag.usecases.base import clock


class Command(BaseCommand):
    requires_system_checks = (Tags.security,)  # those of the settings; the pages, which take seconds to read, are not asked for
    help = "Write everything in the database at one moment to one file; sealed with HANDTAG_BACKUP_KEY when it is set."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="where to; never written over")
        parser.add_argument("--new-key", action="store_true", help="print a new key for HANDTAG_BACKUP_KEY and do nothing else")

    def handle(self, *_: Any, **options: Any) -> None:
        if options["new_key"]:
            self.stdout.write(new_key())
            return
        if options["file"] is None:
            raise CommandError("say which file to write")
        version = tomllib.loads((settings.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
        database, key = database_of(connection.settings_dict), settings.BACKUP_KEY
        try:
            manifest = backups.make(database, options["file"].absolute(), at=clock(), version=version, key=key)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        marks.put(settings.STATE, "backed_up", at=clock())
        rows = sum(table["rows"] for table in manifest["tables"].values())
        sealed = "sealed" if key else "NOT sealed: whoever has the file can read about persons; set HANDTAG_BACKUP_KEY"
        self.stdout.write(f"{options['file']}: {len(manifest['tables'])} tables, {rows} rows, {sealed}")
