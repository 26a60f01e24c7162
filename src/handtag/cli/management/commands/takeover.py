"""`handtag takeover check|apply|compare PACKAGE --as USER`: what another system holds, tried, taken over and compared."""

from argparse import ArgumentParser
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError

from handtag.apps.organisations.queries import assignments_by_username
from handtag.domain.access import Permission, Viewer
from handtag.domain.takeover.verdicts import Verdict, refused_in
from handtag.domain.values.errors import HandtagError
from handtag.files.device_lists import ListFileError, write_csv
from handtag.files.takeover import read_package
from handtag.files.workbooks import Line, workbook
from handtag.usecases.base import civil_day, clock, execute
from handtag.usecases.messages import sentence
from handtag.usecases.messages_takeover import FILES, VERDICTS
from handtag.usecases.takeover.check_takeover import CheckTakeover, check_takeover
from handtag.usecases.takeover.compare_takeover import CompareTakeover, compare_takeover
from handtag.usecases.takeover.take_over import TakeOver, take_over
from handtag.usecases.taking_over import PackageFile
from handtag.usecases.words_takeover import difference_lines, total_lines, verdict_lines

SHOWN = 20


class Command(BaseCommand):
    requires_system_checks = (Tags.security,)  # those of the settings; the pages, which take seconds to read, are not asked for
    help = "Take over articles, devices, holdings, stock and open orders from another system; exit status 1 when something differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("does", choices=("check", "apply", "compare"), help="try it, take it over, or compare it with what is here")
        parser.add_argument("package", type=Path, help="a folder or a zip; docs/operations/takeover.md says what is in it")
        parser.add_argument("--as", dest="username", required=True, help="the user who takes over: a system administrator of the centre")
        parser.add_argument("--leave-refused", action="store_true", help="with apply: leave refused rows out instead of taking nothing")
        parser.add_argument("--report", type=Path, help="write every row to this XLSX file; never written over")

    def handle(self, *_: Any, does: str, package: Path, username: str, leave_refused: bool, report: Path | None, **__: Any) -> None:
        if report is not None and report.exists():
            raise CommandError(f"{report} exists already.")
        viewer, files = _viewer(username), _files(package)
        try:
            if does == "check":
                checked = execute(check_takeover, CheckTakeover(files), viewer, door="cli")
                status = self._said(checked.counts, checked.verdicts, report)
            elif does == "apply":
                taken = execute(take_over, TakeOver(files, leave_refused), viewer, door="cli")
                status = self._said(taken.counts, taken.verdicts, report)
            else:
                status = self._compared(viewer, files, report)
        except HandtagError as error:
            raise CommandError(str(sentence(error))) from error
        if status:
            raise SystemExit(status)

    def _said(self, counts: Mapping[str, Mapping[str, int]], verdicts: Iterable[Verdict], report: Path | None) -> int:
        for file, of_file in counts.items():
            said = ", ".join(f"{VERDICTS[verdict]} {of_file[verdict]}" for verdict in VERDICTS if verdict in of_file)
            self.stdout.write(f"{FILES[file]}: {said}")
        lines = list(verdict_lines(verdicts))
        self._show(list(verdict_lines(one for one in verdicts if one.verdict == "refused"))[1:])
        _write(report, [("verdicts", lines)])
        return int(bool(refused_in(counts)))

    def _compared(self, viewer: Viewer, files: tuple[PackageFile, ...], report: Path | None) -> int:
        found = execute(compare_takeover, CompareTakeover(files), viewer, door="cli")
        sums = list(total_lines(asdict(one) for one in found.totals))
        differing = list(difference_lines(asdict(one) for one in found.differences))
        self._show([line[:-1] for line, one in zip(sums[1:], found.totals, strict=True) if not one.is_equal])
        self._show(differing[1:])
        unequal = sum(not one.is_equal for one in found.totals)
        self.stdout.write(f"{len(found.differences)} differences, {unequal} totals of {len(found.totals)}, {found.unread} rows not read")
        _write(report, [("totals", sums), ("differences", differing)])
        return int(not found.is_zero)

    def _show(self, lines: list[Line]) -> None:
        for line in lines[:SHOWN]:
            self.stdout.write("  " + " · ".join(str(cell) for cell in line if cell not in {None, ""}))
        if len(lines) > SHOWN:
            self.stdout.write(f"  … {len(lines) - SHOWN}")


def _viewer(username: str) -> Viewer:
    held = assignments_by_username(username, civil_day(clock()))
    if not held:
        raise CommandError(f"{username} has no assignment today.")
    return next((one for one in held if one.may(Permission.TAKE_OVER)), held[0])


def _files(package: Path) -> tuple[PackageFile, ...]:
    try:
        return tuple(PackageFile(kind, write_csv(table)) for kind, table in read_package(package).items())
    except ListFileError as error:
        raise CommandError(f"{error.file}: {error.code}") from error
    except OSError as error:
        raise CommandError(str(error)) from error


def _write(report: Path | None, sheets: Iterable[tuple[str, Iterable[Line]]]) -> None:
    if report is not None:
        report.write_bytes(workbook(sheets))
