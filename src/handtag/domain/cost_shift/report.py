"""A shift as plain data, for JSON and for keeping: every figure in whole öre, every kind of line with its rules and clauses."""

from collections.abc import Iterable
from fractions import Fraction

from handtag.domain.agreement.decide import Citation, Decision
from handtag.domain.agreement.schema import Agreement
from handtag.domain.cost_shift.flows import flows
from handtag.domain.cost_shift.rows import DeviceList
from handtag.domain.cost_shift.sensitivity import Exposure, Headline, exposures, headline, trials
from handtag.domain.cost_shift.shift import Group, Kind, Shift, rules_of

Plain = dict[str, object]
MOST_KINDS = 2_000  # the costliest; every line is in the sums


def report(found: Shift, read: DeviceList) -> Plain:
    """The whole result with what could not be read; JSON values only."""
    return {
        "from": _version(found.old),
        "to": _version(found.new),
        "settings": found.settings.to_dict(),
        "list": {"rows": len(read.rows), "blank": read.blank, "refused": len(read.faults), "cost_ore": read.cost_ore},
        "faults": [{"row": f.row, "field": f.field, "code": f.code, "value": f.value} for f in read.faults[:1000]],
        "total": found.total.to_dict(),
        "headline": _headline(headline(found.total, found.settings)),
        "assumptions": dict(sorted(found.by_assumption.items())),
        "misbooked": found.misbooked.to_dict(),
        "flows": [list(flow) for flow in flows((kind.confidence, kind.sums) for kind in found.kinds)],
        "by_iso": _groups(found.by_iso),
        "by_class": _groups(found.by_class),
        "by_category": _groups(found.by_category),
        "by_municipality": [_exposure(one) for one in exposures(found)],
        "without_municipality": next((group.sums.to_dict() for group in found.by_municipality if not group.key), None),
        "costliest": found.costliest and {"iso_code": found.costliest.key, "name": found.costliest.name, **_piece(found.costliest)},
        "sensitivity": [
            {"setting": one.setting, "value": str(one.value), "chosen": one.is_chosen, **_headline(one.headline)} for one in trials(found)
        ],
        "kinds": [_kind(kind) for kind in found.kinds[:MOST_KINDS]],
        "kinds_in_all": len(found.kinds),
    }


def _version(document: Agreement) -> Plain:
    return {"id": document.id, "version": document.version, "title": document.title, "document_hash": document.document_hash}


def _headline(found: Headline) -> Plain:
    return {
        "to_municipality": list(found.to_municipality),
        "to_region": list(found.to_region),
        "net_municipality": list(found.net_municipality),
    }


def _groups(groups: Iterable[Group]) -> list[Plain]:
    return [{"key": group.key, "name": group.name, "both_ways": group.sums.moves_both_ways, **group.sums.to_dict()} for group in groups]


def _piece(group: Group) -> Plain:
    return {"cost_ore": group.sums.cost_ore, "volume": group.sums.volume}


def _exposure(one: Exposure) -> Plain:
    return {
        "key": one.place.code,
        "name": one.place.name,
        "inhabitants": one.place.inhabitants,
        "before_each": one.before_each and list(one.before_each),
        "after_each": one.after_each and list(one.after_each),
        "grows": one.grows and [_share(part) for part in one.grows],
        "one_more": _share(one.one_more),
        **one.sums.to_dict(),
    }


def _share(share: Fraction | None) -> str | None:
    """A part of one as an exact text; the reader rounds."""
    return None if share is None else str(share)


def _kind(kind: Kind) -> Plain:
    facts = {name: value for name, value in kind.case.facts if name != "iso_code"}
    return {
        "number": kind.number,
        "iso_code": kind.case.iso_code,
        "article": kind.sample.article,
        "first_row": kind.sample.number,
        "facts": {**facts, **({"age": "–".join(map(str, kind.case.ages))} if kind.case.ages else {})},
        "today": kind.case.today,
        "pairs": [list(pair) for pair in kind.verdict.pairs],
        "confidence": kind.confidence,
        "disagrees": kind.verdict.disagrees,
        "narrowed": kind.verdict.narrowed,
        "before": _decided(kind.verdict.before),
        "after": _decided(kind.verdict.after),
        "sums": kind.sums.to_dict(),
    }


def _decided(decision: Decision) -> Plain:
    """Who pays, the rules it rests on and the words of the agreement; for what is not settled, what is missing or left open."""
    rules = rules_of(decision)
    cited = [one for one in decision.citations if one.rule in rules]
    return {
        "payer": decision.payer,
        "rules": list(rules),
        "clauses": [_clause(one) for one in cited],
        "missing": next((list(step.missing) for step in decision.trace if step.decides == "payer"), []),
        "open_because": decision.open_because,
        "assumed": dict(decision.assumed),
    }


def _clause(one: Citation) -> Plain:
    return {"document": one.document, "section": one.section, "quote": one.quote, "rule": one.rule}
