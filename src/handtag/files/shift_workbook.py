"""A cost shift as a workbook: one sheet for each table of the result. Sums are numbers in kronor; a text is never a formula."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from handtag.domain.cost_shift.rows import BUCKETS
from handtag.domain.cost_shift.sums import CONFIDENCES
from handtag.domain.cost_shift.words import field_name
from handtag.files.workbooks import Kronor, workbook

Result = Mapping[str, Any]
Words = Mapping[str, str]
FLOWS = ("flow.region.municipality", "flow.municipality.region", "net.municipality")


def shift_workbook(result: Result, words: Words) -> bytes:
    """The file's content, from the result as it is kept."""
    return workbook(_sheets(result, words))


def _sheets(result: Result, words: Words) -> Iterator[tuple[str, Iterator[Sequence[object]]]]:
    yield words["sheet.overview"], _overview(result, words)
    yield words["sheet.categories"], _groups(result["by_category"], words)
    yield words["sheet.iso"], _groups(result["by_iso"], words)
    yield words["sheet.municipalities"], _towns(result["by_municipality"], words)
    yield words["sheet.sensitivity"], _tried(result["sensitivity"], words)
    yield words["sheet.kinds"], _kinds(result["kinds"], words)
    yield words["sheet.faults"], _faults(result["faults"], words)


def _ends(ends: Sequence[int] | None) -> tuple[object, object]:
    low, high = ends or (0, 0)
    return Kronor(low), Kronor(high)


def _overview(result: Result, words: Words) -> Iterator[Sequence[object]]:
    total, top = result["total"], result["headline"]
    yield ("", words["head.lowest"], words["head.highest"])
    for name, line in (("to_municipality", "to_municipality"), ("to_region", "to_region"), ("net_municipality", "net")):
        yield (words[f"line.{line}"], *_ends(top[name]))
    for bucket in BUCKETS:
        for part in ("before", "after"):
            yield (f"{words[f'bucket.{bucket}']}, {words[f'head.{part}']}", *_ends(total.get(f"{part}.{bucket}")))
    for name in CONFIDENCES:
        yield (words[f"confidence.{name}"], Kronor(total["confidence"][name]))
    for name, ore in result["assumptions"].items():
        yield (f"{words['head.rests_on']} {name}", Kronor(ore))
    for part in ("from", "to"):
        version = result[part]
        yield (words[f"head.{part}"], f"{version['title']} ({version['id']} {version['version']})", version["document_hash"])
    for name, value in result["settings"].items():
        yield (name, "" if value is None else str(value))
    read = result["list"]
    yield (words["line.read"].format(rows=read["rows"], refused=read["refused"], blank=read["blank"], sum=""), Kronor(read["cost_ore"]))


def _groups(groups: Sequence[Result], words: Words) -> Iterator[Sequence[object]]:
    yield ("", words["head.name"], words["head.rows"], words["field.volume"], words["head.sum"], *_heads(words))
    for group in groups:
        yield (group["key"], group["name"], group["rows"], group["volume"], Kronor(group["cost_ore"]), *_flows(group))


def _heads(words: Words) -> list[str]:
    names = (words["line.to_municipality"], words["line.to_region"], words["line.net"])
    return [f"{name}, {words[end]}" for name in names for end in ("head.lowest", "head.highest")]


def _flows(group: Result) -> list[object]:
    return [end for name in FLOWS for end in _ends(group.get(name))]


def _towns(towns: Sequence[Result], words: Words) -> Iterator[Sequence[object]]:
    each = [
        f"{words[f'head.{part}']} {words['head.each']}, {words[end]}"
        for part in ("before", "after")
        for end in ("head.lowest", "head.highest")
    ]
    yield ("", words["field.municipality"], words["head.inhabitants"], words["head.sum"], *_heads(words), *each, words["head.one_more"])
    for town in towns:
        more = "" if town["one_more"] is None else f"{float(Fraction(town['one_more']) * 100):.2f} %".replace(".", ",")
        parts = [end for part in ("before_each", "after_each") for end in (_ends(town[part]) if town[part] else ("", ""))]
        yield (town["key"], town["name"], town["inhabitants"], Kronor(town["cost_ore"]), *_flows(town), *parts, more)


def _tried(trials: Sequence[Result], words: Words) -> Iterator[Sequence[object]]:
    yield ("", "", *_heads(words))
    for one in trials:
        value = f"{float(Fraction(one['value']) * 100):g} %"
        ends = [end for name in ("to_municipality", "to_region", "net_municipality") for end in _ends(one[name])]
        yield (words[f"setting.{one['setting']}"], value, *ends)


def _kinds(kinds: Sequence[Result], words: Words) -> Iterator[Sequence[object]]:
    yield (
        words["field.iso_code"], words["field.article"], words["head.facts"], words["head.today"], words["head.rows"], words["head.sum"],
        words["head.confidence"], words["head.before"], words["head.ground"], words["head.after"], words["head.ground"], *_heads(words),
    )  # fmt: skip
    for kind in kinds:
        facts = ", ".join(f"{name}={value}" for name, value in kind["facts"].items())
        today = words[f"payer.{kind['today']}"] if kind["today"] else ""
        told = [text for part in ("before", "after") for text in (words[f"payer.{kind[part]['payer']}"], ground(kind[part], words))]
        yield (
            kind["iso_code"], kind["article"], facts, today, kind["sums"]["rows"], Kronor(kind["sums"]["cost_ore"]),
            words[f"confidence.{kind['confidence']}"], *told, *_flows(kind["sums"]),
        )  # fmt: skip


def ground(decided: Result, words: Words) -> str:
    """What an answer rests on, or why there is none."""
    parts = [f"”{one['quote']}” ({one['document']}, {one['section']})" for one in decided["clauses"]]
    if decided["missing"]:
        parts.append(f"{words['head.missing']}: {', '.join(field_name(name, words) for name in decided['missing'])}")
    return " ".join([*parts, decided["open_because"] or ""]).strip()


def _faults(faults: Sequence[Result], words: Words) -> Iterator[Sequence[object]]:
    yield (words["line.row"], words["head.field"], words["head.value"], words["head.reason"])
    for fault in faults:
        yield (fault["row"], field_name(fault["field"], words), fault["value"], words[f"fault.{fault['code']}"])
