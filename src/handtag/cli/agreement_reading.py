"""`handtag agreement show | cases | diff`: an agreement, its worked cases and what two versions differ in, printed for people."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from handtag.domain.agreement.cases import try_case
from handtag.domain.agreement.compile import compile_agreement
from handtag.domain.agreement.diff import changed_decisions, differences
from handtag.domain.agreement.phrases import answers, condition, conditions
from handtag.domain.agreement.schema import Agreement, Cell, Parameter, Product, Row, to_plain
from handtag.files.agreement_cases import cases_of
from handtag.files.agreement_choice import folder_of
from handtag.files.agreements import agreement_folders, agreements_root, read_agreement


def show(given: argparse.Namespace) -> int:
    """Prints the agreement, or the rows in which every word of --find stands."""
    document = read_agreement(folder_of(given.agreement))
    wanted = str(given.find).casefold().split()
    for line in _lines(document):
        if not wanted or all(word in line.casefold() for word in wanted):
            print(line)
    return 0


def _lines(document: Agreement) -> Iterator[str]:
    validity = f"{document.valid_from} – {document.valid_to or ''}".strip()
    yield f"{document.title} ({document.id} {document.version}, {validity}, {document.document_hash[:12]})"
    for party in document.parties:
        yield f"  party {party.code} {party.name}"
    for assumption in document.assumptions:
        yield f"  assumed {assumption.fact} {assumption.value}: {conditions(assumption.when)} [{assumption.clause}]"
    for parameter in document.parameters:
        yield f"  value {_value(parameter)}"
    for product in sorted(document.products, key=lambda p: p.iso):
        yield f"  product {_product(product)}"
    for table in document.tables:
        yield f"table {table.id}: {table.title} ({table.hit})"
        yield from (f"  {_rule(row)}" for row in table.rows)
    for clause in document.clauses:
        yield f"  clause {clause.id}: ”{clause.quote}” ({clause.document}, {clause.section})"


def _value(parameter: Parameter) -> str:
    dated = "; ".join(f"{value.value} from {value.since}" for value in parameter.values)
    return f"{parameter.id}: {parameter.title}: {dated} {parameter.unit}, {parameter.status} [{parameter.clause}]"


def _product(product: Product) -> str:
    said = "; ".join(f"{name} {', '.join(values)}" for name, values in product.attributes.items())
    return f"{product.iso} {product.name}: {said} [{product.id}, {product.clause}]"


def _rule(row: Row) -> str:
    remarks = "".join(f" · {word}: {text}" for word, text in (("open", row.open_because), ("reading", row.reading)) if text)
    return f"{row.id}: when {conditions(row.when)} → {answers(row)} [{', '.join(row.clauses)}]{remarks}"


def cases(given: argparse.Namespace) -> int:
    """Exit status 1 when a case does not hold."""
    folders = [folder_of(name) for name in given.agreements] or agreement_folders(agreements_root())
    return max([_try_folder(folder) for folder in folders], default=0)


def _try_folder(folder: Path) -> int:
    compiled = compile_agreement(read_agreement(folder))
    tried = cases_of(folder)
    wrong = {case.id: found for case in tried if (found := try_case(compiled, case))}
    for name, found in wrong.items():
        print(f"{folder.name}: {name}: {'; '.join(map(str, found))}", file=sys.stderr)
    print(f"{folder.name}: {len(tried)} cases, {len(wrong)} do not hold")
    return int(bool(wrong))


def diff(given: argparse.Namespace) -> int:
    """Prints what was added, removed, changed and moved, and the worked cases of either version that the two answer differently."""
    folders = [folder_of(name) for name in (given.old, given.new)]
    old, new = (read_agreement(folder) for folder in folders)
    found = differences(old, new)
    for change in found.changes:
        print(f"{change.what} {change.kind} {change.id}".rstrip())
        for changed in change.fields if change.what == "changed" else ():
            print(f"    {changed.name}: {_said(changed.old)} → {_said(changed.new)}")
    for row in found.moved:
        print(f"moved row {row}")
    asked = tuple({case.id: case for folder in folders for case in cases_of(folder)}.values())
    answered = changed_decisions(compile_agreement(old), compile_agreement(new), [case.facts for case in asked])
    for moved in answered:
        told = "; ".join(f"{changed.name} {_said(changed.old)} → {_said(changed.new)}" for changed in moved.fields)
        print(f"answer {asked[moved.index].id}: {told}{f' ({moved.why})' if moved.why else ''}")
    print(f"{len(found.changes)} changes, {len(found.moved)} rows moved, {len(answered)} of {len(asked)} cases answered differently")
    return 0


def _said(value: object) -> str:
    if isinstance(value, Cell):
        return condition(value)
    plain = to_plain(value)
    return "–" if plain in (None, [], {}, "") else plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)
