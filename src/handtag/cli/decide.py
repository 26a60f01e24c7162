"""`handtag decide`: facts on the command line or one JSON object a line; answers for people or one JSON object a line. Free of Django."""

import argparse
import gc
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from functools import cached_property
from pathlib import Path

from handtag.domain.agreement.compile import CompiledAgreement, compile_agreement
from handtag.domain.agreement.decide import Citation, Decision, Step, decide
from handtag.domain.agreement.explain import LANGUAGES, explain
from handtag.domain.agreement.facts import FACT_NAMES, FactError, parse_facts
from handtag.domain.agreement.schema import Agreement
from handtag.files.agreements import agreement_ids, agreements_root, in_force, read_agreement
from handtag.files.yaml_documents import DocumentError

KEPT = 20_000  # texts of citations and steps
DESCRIPTION = "Who pays, who may prescribe and who follows up, by an agreement, with the clauses."


class Agreements:
    """The agreements in the folder, read and compiled when first asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._versions: dict[str, list[Agreement]] = {}
        self._compiled: dict[str, CompiledAgreement] = {}

    @cached_property
    def _folders(self) -> dict[str, list[Path]]:
        return agreement_ids(self._root)

    def find(self, name: object, day: date | None, version: str | None) -> CompiledAgreement:
        """The version in force on the day. Raises FactError naming the known ids or validities."""
        if not isinstance(name, str) or name not in self._folders:
            problem = "is missing" if name is None else f"{name!r} is not known"
            raise FactError("agreement", problem, tuple(sorted(self._folders)))
        if name not in self._versions:
            read = (read_agreement(folder) for folder in self._folders[name])
            self._versions[name] = sorted(read, key=lambda a: (a.valid_from, a.version))
        found = in_force(self._versions[name], day, version)
        if found is None:
            valid = tuple(f"{v.version} ({v.valid_from} – {v.valid_to or ''})" for v in self._versions[name])
            field, asked = ("version", version) if version else ("date", day)
            raise FactError(field, f"{name} has no version for {asked}", valid)
        if found.document_hash not in self._compiled:
            self._compiled[found.document_hash] = compile_agreement(found)
        return self._compiled[found.document_hash]

    def decide(self, raw: Mapping[str, object]) -> tuple[Decision, Agreement]:
        """One question. Raises FactError."""
        if raw.get("birth_date") and not raw.get("date"):
            raw = {**raw, "date": _today()}
        facts = parse_facts(raw)
        day, version = facts.get("date"), facts.get("version")
        compiled = self.find(facts.get("agreement"), day if isinstance(day, date) else None, version if isinstance(version, str) else None)
        return decide(compiled, facts), compiled.document


def _today() -> str:
    return time.strftime("%Y-%m-%d")


def run(argv: Sequence[str]) -> int:
    """Exit status 0: answered, however undetermined; 1: some line could not be read; 2: wrong use or no readable agreement."""
    parser = argparse.ArgumentParser(prog="handtag decide", description=DESCRIPTION)
    parser.add_argument("--agreement", metavar="ID", help="id of the agreement")
    parser.add_argument("--date", metavar="DAY", help="the day the question is about, YYYY-MM-DD; also chooses the version")
    parser.add_argument("--language", choices=sorted(LANGUAGES), default="sv", help="language of the answer for people")
    parser.add_argument("--jsonl", metavar="FILE", help="one JSON object of facts a line; - is standard input")
    parser.add_argument("facts", nargs="*", metavar="fact=value", help=f"facts: {', '.join(FACT_NAMES)}")
    given = parser.parse_args(argv)
    common = {name: value for name, value in (("agreement", given.agreement), ("date", given.date)) if value}
    agreements = Agreements(agreements_root())
    try:
        if given.jsonl:
            return _answer_lines(agreements, given.jsonl, common)
        return _answer_people(agreements, {**common, **_named(given.facts)}, given.language)
    except (DocumentError, OSError) as error:
        print(f"handtag decide: {error}", file=sys.stderr)
        return 2


def _named(words: Iterable[str]) -> dict[str, object]:
    facts: dict[str, object] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign:
            raise SystemExit(f"handtag decide: {word!r}: write fact=value")
        facts[name] = value
    return facts


def _answer_people(agreements: Agreements, raw: Mapping[str, object], language: str) -> int:
    try:
        decision, document = agreements.decide(raw)
    except FactError as error:
        print(f"handtag decide: {error}", file=sys.stderr)
        return 1
    print(f"{document.title} ({document.id} {document.version})")
    for line in explain(decision, document, language):
        print(f"  {line}")
    return 0


def _answer_lines(agreements: Agreements, name: str, common: Mapping[str, object]) -> int:
    unread = 0
    texts = _Texts()
    gc.set_threshold(200_000)  # hardly anything here is ever garbage, and looking for it took a tenth of the time
    with nullcontext(sys.stdin) if name == "-" else Path(name).open(encoding="utf-8") as lines:
        for answer in _answers(agreements, lines, common):
            unread += not isinstance(answer, Decision)
            sys.stdout.write((texts.of(answer) if isinstance(answer, Decision) else _json(answer)) + "\n")
    return 1 if unread else 0


def _answers(agreements: Agreements, lines: Iterable[str], common: Mapping[str, object]) -> Iterator[Decision | dict[str, object]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
            if not isinstance(raw, dict):
                raise FactError("line", f"{raw!r:.60} is not a JSON object", ("an object of facts",))
            yield agreements.decide({**common, **raw})[0]
        except FactError as error:
            yield {**error.to_dict(), "line": number}
        except (json.JSONDecodeError, RecursionError) as error:
            yield FactError("line", f"not JSON: {error}", ("an object of facts",)).to_dict() | {"line": number}


class _Texts:
    """Decisions as JSON. Citations and the steps of the trace are most of it and the same in many decisions, so each is written once."""

    def __init__(self) -> None:
        self._parts: dict[int, tuple[Citation | Step, str]] = {}

    def of(self, decision: Decision) -> str:
        citations, trace = (", ".join(map(self._part, parts)) for parts in (decision.citations, decision.trace))
        return f'{_json(decision.answers())[:-1]}, "citations": [{citations}], "trace": [{trace}]}}'

    def _part(self, part: Citation | Step) -> str:
        found = self._parts.get(id(part))  # the part is kept beside its text, so that no other can get its number
        if found is None:
            if len(self._parts) >= KEPT:
                self._parts.clear()
            found = self._parts[id(part)] = (part, _json(part.to_dict()))
        return found[1]


def _json(value: object) -> str:
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False)
