"""`handtag agreement export`: the ending of the file chooses the form."""

import argparse
import sys

from handtag.files.agreement_cases import cases_of
from handtag.files.agreement_choice import folder_of
from handtag.files.agreement_dmn import write_dmn
from handtag.files.agreement_workbook import write_workbook
from handtag.files.agreements import read_agreement


def export(given: argparse.Namespace) -> int:
    """Exit status 2 when the ending is neither .xlsx nor .dmn or the file cannot be written."""
    folder = folder_of(given.agreement)
    document, cases = read_agreement(folder), cases_of(folder)
    try:
        match given.file.suffix.casefold():
            case ".xlsx":
                write_workbook(document, cases, given.file)
            case ".dmn":
                write_dmn(document, given.file)
            case other:
                print(f"{other or given.file}: the file has to end in .xlsx or .dmn", file=sys.stderr)
                return 2
    except OSError as error:
        print(f"{given.file}: {error}", file=sys.stderr)
        return 2
    print(f"{given.file}: {document.id} {document.version}, {document.document_hash[:12]}")
    return 0
