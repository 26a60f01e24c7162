"""`handtag agreement check [FOLDER …]` finds what is wrong in agreement folders; `handtag agreement schema` prints their JSON Schema."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from handtag.domain.agreement.check import check
from handtag.domain.agreement.json_schema import agreement_schema
from handtag.files.agreements import agreement_folders, agreements_root, read_agreement
from handtag.files.yaml_documents import DocumentError


def run(argv: Sequence[str]) -> int:
    """Exit status 1 when a folder cannot be read or has an error; warnings do not count."""
    parser = argparse.ArgumentParser(prog="handtag agreement", description="Tools for whoever writes agreements.")
    parser.add_argument("what", choices=("check", "schema"))
    parser.add_argument("folders", nargs="*", type=Path, help="agreement folders; without any, all of the installation's")
    given = parser.parse_args(argv)
    if given.what == "schema":
        print(json.dumps(agreement_schema(), indent=1, ensure_ascii=False))
        return 0
    return max([_check(folder) for folder in given.folders or agreement_folders(agreements_root())], default=0)


def _check(folder: Path) -> int:
    try:
        problems = check(read_agreement(folder))
    except DocumentError as error:
        print(f"{folder.name}: {error}", file=sys.stderr)
        return 1
    for problem in problems:
        print(f"{folder.name}: {problem}", file=sys.stderr if problem.severity == "error" else sys.stdout)
    return int(any(problem.severity == "error" for problem in problems))
