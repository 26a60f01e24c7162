"""`handtag agreement`: tools for whoever writes, reads and compares agreements. Free of Django."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from handtag.cli.agreement_export import export
from handtag.cli.agreement_reading import cases, diff, show
from handtag.domain.agreement.check import check
from handtag.domain.agreement.json_schema import agreement_schema
from handtag.files.agreements import agreement_folders, agreements_root, read_agreement
from handtag.files.iso_codes import iso_codes
from handtag.files.yaml_documents import DocumentError

WHICH = "an agreement's id (its newest version), id@version, or a folder"


def run(argv: Sequence[str]) -> int:
    """Exit status 0: nothing wrong; 1: errors, or cases that do not hold; 2: wrong use or an agreement that cannot be read."""
    given = _parser().parse_args(argv)
    act: Callable[[argparse.Namespace], int] = given.act
    try:
        return act(given)
    except DocumentError as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="handtag agreement", description="Tools for whoever writes, reads and compares agreements.")
    words = parser.add_subparsers(required=True, metavar="WHAT")

    def word(name: str, act: Callable[[argparse.Namespace], int], purpose: str) -> argparse.ArgumentParser:
        made = words.add_parser(name, help=purpose, description=purpose)
        made.set_defaults(act=act)
        return made

    checked = word("check", _check, "Finds what is wrong in agreement folders; warnings do not count.")
    checked.add_argument("folders", nargs="*", type=Path, help="agreement folders; without any, all of the installation's")
    shown = word("show", show, "Prints an agreement: parties, values, rules with their clauses, what is open.")
    shown.add_argument("agreement", help=WHICH)
    shown.add_argument("--find", metavar="TEXT", default="", help="only rows with this ISO code, word, rule or clause")
    tried = word("cases", cases, "Tries the worked cases and prints those that do not hold.")
    tried.add_argument("agreements", nargs="*", help=f"{WHICH}; without any, all of the installation's")
    compared = word("diff", diff, "What differs between two versions, and which worked cases they answer differently.")
    compared.add_argument("old", help=WHICH)
    compared.add_argument("new", help=WHICH)
    written = word("export", export, "Writes an agreement as a workbook (.xlsx) or as decision tables (.dmn, DMN 1.3).")
    written.add_argument("agreement", help=WHICH)
    written.add_argument("file", type=Path, help="file to write; the ending chooses the form")
    word("schema", _schema, "Prints the JSON Schema of agreement documents.")
    return parser


def _schema(_given: argparse.Namespace) -> int:
    print(json.dumps(agreement_schema(), indent=1, ensure_ascii=False))
    return 0


def _check(given: argparse.Namespace) -> int:
    return max([_check_one(folder) for folder in given.folders or agreement_folders(agreements_root())], default=0)


def _check_one(folder: Path) -> int:
    try:
        problems = check(read_agreement(folder), iso_codes())
    except DocumentError as error:
        print(f"{folder.name}: {error}", file=sys.stderr)
        return 1
    for problem in problems:
        print(f"{folder.name}: {problem}", file=sys.stderr if problem.severity == "error" else sys.stdout)
    return int(any(problem.severity == "error" for problem in problems))
