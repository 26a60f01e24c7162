"""`handtag restore FILE`: the proof that a backup can be restored, or the restore itself into an empty database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from handtag.cli import backups
from handtag.cli.databases import database_of
from handtag.files import marks
from handtag.files.backup_file import BackupError
from handtag.usecases.base import clock


class Command(BaseCommand):
    requires_system_checks = (Tags.security,)  # those of the settings; the pages, which take seconds to read, are not asked for
    help = "Prove that a backup can be restored, or restore it into the empty database of HANDTAG_DATABASE_URL."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--prove", action="store_true", help="into a scratch place, compared and verified there, then thrown away")
        what.add_argument("--into", action="store_true", help="into this installation's database, which must be empty; effects are held")

    def handle(self, *_: Any, **options: Any) -> None:
        known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
        database = database_of(connection.settings_dict)
        if not options["file"].exists():
            raise CommandError(f"{options['file']} does not exist")
        try:
            if options["prove"]:
                backups.prove(options["file"], database, key=settings.BACKUP_KEY, known=known, tell=self.stdout.write)
                self.stdout.write("proved: this backup can be restored")
                return
            marks.put(settings.STATE, "effects_held", at=clock(), because="restored from a backup")
            backups.put_back(options["file"], database, key=settings.BACKUP_KEY, known=known, tell=self.stdout.write)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("restored. Next: handtag migrate, handtag verify; then handtag effects release, to send what waits")
