"""`handtag shift`: what would move between principals if another agreement applied to a device list. Free of Django."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

from handtag.domain.agreement.compile import CompiledAgreement, compile_agreement
from handtag.domain.cost_shift.deciding import Judge
from handtag.domain.cost_shift.headings import FIELDS, guess, heading_row
from handtag.domain.cost_shift.reading import CellError, read_list
from handtag.domain.cost_shift.report import report
from handtag.domain.cost_shift.rows import BUCKETS, DeviceList, Places, Settings
from handtag.domain.cost_shift.sensitivity import TRIED, headline, trials
from handtag.domain.cost_shift.shift import Shift, only_decidable, shift
from handtag.domain.cost_shift.sums import CONFIDENCES, Range
from handtag.domain.cost_shift.words import LANGUAGES, field_name, words_for
from handtag.domain.values.money import format_kronor
from handtag.files.agreement_choice import folder_of
from handtag.files.agreements import read_agreement
from handtag.files.device_lists import ListFileError, read_table
from handtag.files.municipalities import municipalities
from handtag.files.populations import places_in
from handtag.files.yaml_documents import DocumentError

DESCRIPTION = "What would move between principals if another agreement applied to a device list."


def run(argv: Sequence[str]) -> int:
    """Exit status 0: every row counted; 1: some row refused; 2: wrong use, or a file that cannot be read."""
    given = _parser().parse_args(argv)
    words = words_for(given.language)
    try:
        settings = _settings(given)
        judge = Judge(_compiled(given.old), _compiled(given.new), settings.day)
        read = only_decidable(_list(given), judge)
        found = shift(read.rows, judge, settings, _places(given))
    except CellError as error:
        return _wrong(f"{field_name(error.field, words)}: {words[f'fault.{error.code}']}")
    except ListFileError as error:
        return _wrong(f"{error.file}: {words[f'file.{error.code}'].format(row=error.row)}")
    except (DocumentError, OSError, ValueError) as error:
        return _wrong(str(error))
    if given.json:
        print(json.dumps(report(found, read), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(found, read, words)))
    return int(bool(read.faults))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="handtag shift", description=DESCRIPTION)
    parser.add_argument("--list", type=Path, required=True, metavar="FILE", help="CSV, XLSX, ODS or XLS")
    parser.add_argument("--sheet", default="", help="sheet of the file; without it the first that holds anything")
    parser.add_argument("--from", dest="old", required=True, metavar="ID", help="the agreement of today: id, id@version or folder")
    parser.add_argument("--to", dest="new", required=True, metavar="ID", help="the agreement to try")
    parser.add_argument("--map", action="append", default=[], metavar="FIELD=HEADING", help=f"which column holds what: {', '.join(FIELDS)}")
    parser.add_argument("--fact", action="append", default=[], metavar="NAME=VALUE", help="a fact that holds for every row of the list")
    parser.add_argument(
        "--populations",
        type=Path,
        metavar="FILE",
        help="CSV of municipality code, name and inhabitants, instead of ours",
    )
    parser.add_argument("--shared", metavar="PERCENT|today", help="the region's part of what both pay; today: whoever pays now")
    parser.add_argument("--prescribed-anyway", default="0", metavar="PERCENT", help="of own-responsibility goods, paid by the municipality")
    parser.add_argument("--unmet-need", default="0", metavar="PERCENT", help="added to what moves from the region")
    parser.add_argument("--price-index", default="100", metavar="PERCENT")
    parser.add_argument("--date", metavar="DAY", help="the day the agreements are asked about, YYYY-MM-DD; without it their newest values")
    parser.add_argument("--language", choices=sorted(LANGUAGES), default="sv")
    parser.add_argument("--json", action="store_true", help="the whole result as one JSON object; sums are in öre")
    return parser


def _wrong(message: str) -> int:
    print(f"handtag shift: {message}", file=sys.stderr)
    return 2


def _compiled(name: str) -> CompiledAgreement:
    return compile_agreement(read_agreement(folder_of(name)))


def _list(given: argparse.Namespace) -> DeviceList:
    table = read_table(given.list.name, given.list.read_bytes(), given.sheet)
    head = heading_row(table)
    common = dict(_pair(word, "--fact") for word in given.fact)
    return read_list(table, {**guess(table[head]), **_mapped(given.map, table[head])}, head, common)


def _pair(word: str, option: str) -> tuple[str, str]:
    name, sign, value = word.partition("=")
    if not sign:
        raise ValueError(f"{option} {word}: NAME=VALUE")
    return name, value


def _mapped(pairs: Sequence[str], headings: Sequence[str]) -> dict[str, int]:
    plain = [heading.strip().casefold() for heading in headings]
    found = {}
    for pair in pairs:
        field, heading = _pair(pair, "--map")
        if field not in FIELDS:
            raise ValueError(f"--map {pair}: FIELD=HEADING, where FIELD is one of {', '.join(FIELDS)}")
        if heading.strip().casefold() not in plain:
            raise ValueError(f"--map {pair}: {', '.join(headings)}")
        found[field] = plain.index(heading.strip().casefold())
    return found


def _settings(given: argparse.Namespace) -> Settings:
    return Settings.of_percents(
        shared=given.shared,
        prescribed_anyway=given.prescribed_anyway,
        unmet_need=given.unmet_need,
        price_index=given.price_index,
        day=date.fromisoformat(given.date) if given.date else None,
    )


def _places(given: argparse.Namespace) -> Places:
    """The municipalities of the file, else all of Sweden's."""
    if given.populations:
        return places_in(read_table(given.populations.name, given.populations.read_bytes()))
    return municipalities()


def _lines(found: Shift, read: DeviceList, words: Mapping[str, str]) -> Iterator[str]:
    total, top = found.total, headline(found.total, found.settings)
    yield f"{found.old.title} ({found.old.id} {found.old.version}) → {found.new.title} ({found.new.id} {found.new.version})"
    yield words["line.read"].format(rows=len(read.rows), refused=len(read.faults), blank=read.blank, sum=format_kronor(total.cost_ore))
    for fault in read.faults[:20]:
        shown = f" ”{fault.value}”" if fault.value else ""
        yield f"  {words['line.row']} {fault.row}, {field_name(fault.field, words)}{shown}: {words[f'fault.{fault.code}']}"
    yield f"{words['line.to_municipality']}: {said(top.to_municipality)}"
    yield f"{words['line.to_region']}: {said(top.to_region)}"
    yield f"{words['line.net']}: {said(top.net_municipality)}"
    for bucket in BUCKETS:
        before, after = total.get(f"before.{bucket}"), total.get(f"after.{bucket}")
        if before.high or after.high:
            yield f"  {words[f'bucket.{bucket}']}: {said(before)} → {said(after)}"
    yield "  " + ", ".join(f"{words[f'confidence.{name}']} {format_kronor(total.confidence[name])}" for name in CONFIDENCES)
    if found.misbooked.rows:
        yield words["line.misbooked"].format(rows=found.misbooked.rows, sum=format_kronor(found.misbooked.cost_ore))
    yield from _tables(found, words)
    yield words["line.sensitivity"]
    for trial in trials(found):
        if trial.setting in TRIED:
            yield f"  {words[f'setting.{trial.setting}']} {_shown(trial.value)}: {said(trial.headline.to_municipality)}"


def _tables(found: Shift, words: Mapping[str, str]) -> Iterator[str]:
    for title, groups in (("line.categories", found.by_category), ("line.municipalities", found.by_municipality)):
        yield words[title]
        for group in groups:
            there, back = (group.sums.get(f"flow.{way}") for way in ("region.municipality", "municipality.region"))
            name = group.name if group.name == group.key else f"{group.key} {group.name}".strip()
            yield f"  {name or '–'}: {format_kronor(group.sums.cost_ore)}; → {said(there)}; ← {said(back)}"


def said(found: Range) -> str:
    """A sum, or from the lowest to the highest."""
    return format_kronor(found.low) if found.is_exact else f"{format_kronor(found.low)} – {format_kronor(found.high)}"


def _shown(share: Fraction) -> str:
    """A part of one as percent."""
    return f"{float(share * 100):g} %"
