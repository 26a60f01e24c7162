"""Forms that a prescriber fills in, as data per ISO division: what a form says, what may be answered, what it adds up to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from handtag.domain.values.errors import Refused

KINDS = ("checklist", "priority", "protocol")
TYPES = ("yes_no", "choice", "number", "text")
LONGEST_TEXT = 500
FIELDS = frozenset({"form", "version", "kind", "title", "iso", "source", "questions", "results"})
OF_QUESTION = frozenset({"id", "ask", "type", "required", "choices", "unit", "lowest", "highest"})


@dataclass
class FormError(ValueError):
    """A form that cannot be used: in which part, and why."""

    where: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"


@dataclass(frozen=True)
class Option:
    code: str
    says: str
    points: int


@dataclass(frozen=True)
class Question:
    """`lowest` and `highest` bound a number, both inclusive, in `unit`."""

    id: str
    ask: str
    type: str
    required: bool
    options: tuple[Option, ...] = ()
    unit: str = ""
    lowest: int = 0
    highest: int = 0


@dataclass(frozen=True)
class Form:
    """`iso` are prefixes of ISO 9999; `results` go from most points to fewest: points from, result, words. `content` is its source."""

    id: str
    version: int
    kind: str
    title: str
    iso: tuple[str, ...]
    source: str
    questions: tuple[Question, ...]
    results: tuple[tuple[int, str, str], ...]
    content: Mapping[str, Any]


def read_form(content: object) -> Form:
    """A form from plain data. Raises FormError naming the part."""
    if not isinstance(content, dict) or content.keys() - FIELDS or FIELDS - {"results"} - content.keys():
        raise FormError("form", f"has the fields {', '.join(sorted(FIELDS))}")
    if content["kind"] not in KINDS:
        raise FormError("kind", f"is one of {', '.join(KINDS)}")
    questions = tuple(_question(row) for row in content["questions"])
    if len({one.id for one in questions}) != len(questions):
        raise FormError("questions", "two have the same id")
    results = tuple((int(row["from"]), str(row["result"]), str(row["says"])) for row in content.get("results", ()))
    if [row[0] for row in results] != sorted({row[0] for row in results}, reverse=True) or (results and results[-1][0] > 0):
        raise FormError("results", "go from most points down to 0")
    if (content["kind"] == "priority") != bool(results):
        raise FormError("results", "a priority has them, and nothing else does")
    iso = tuple(str(code) for code in content["iso"])
    return Form(
        str(content["form"]), int(content["version"]), str(content["kind"]), str(content["title"]), iso, str(content["source"]), questions,
        results, content,
    )  # fmt: skip


def _question(row: Mapping[str, Any]) -> Question:
    if row.keys() - OF_QUESTION or not {"id", "ask", "type"} <= row.keys():
        raise FormError(str(row.get("id", "questions")), f"a question has the fields {', '.join(sorted(OF_QUESTION))}")
    options = tuple(Option(str(one["code"]), str(one["says"]), int(one.get("points", 0))) for one in row.get("choices", ()))
    if row["type"] not in TYPES or (row["type"] == "choice") != bool(options):
        raise FormError(str(row["id"]), f"a type is one of {', '.join(TYPES)}, and a choice alone has choices")
    if row["type"] == "number" and not int(row.get("lowest", 0)) < int(row.get("highest", 0)):
        raise FormError(str(row["id"]), "a number has a lowest and a highest")
    bounds = (int(row.get("lowest", 0)), int(row.get("highest", 0)))
    return Question(str(row["id"]), str(row["ask"]), row["type"], row.get("required") is True, options, str(row.get("unit", "")), *bounds)


def forms_for(forms: Iterable[Form], iso_code: str) -> list[Form]:
    """Those of the article's division, by title."""
    return sorted((form for form in forms if iso_code.startswith(form.iso)), key=lambda form: form.title)


def read_answers(form: Form, answers: Mapping[str, object]) -> dict[str, object]:
    """The answers that were given, typed, by question. Raises Refused naming the question at its field."""
    known = {question.id for question in form.questions}
    if unknown := sorted(answers.keys() - known):
        raise Refused("process.unknown_question", field=unknown[0], question=unknown[0])
    found: dict[str, object] = {}
    for question in form.questions:
        given = answers.get(question.id)
        if given is None or given == "":
            if question.required:
                raise Refused("process.answer_missing", field=question.id, question=question.ask)
            continue
        found[question.id] = _READERS[question.type](question, given)
    return found


def _yes_no(question: Question, given: object) -> bool:
    if given in (True, "true"):
        return True
    if given in (False, "false"):
        return False
    raise _invalid(question, given, ("true", "false"))


def _choice(question: Question, given: object) -> str:
    codes = tuple(option.code for option in question.options)
    if given not in codes:
        raise _invalid(question, given, codes)
    return str(given)


def _number(question: Question, given: object) -> int:
    text = str(given)
    if not text.isdecimal() or not question.lowest <= int(text) <= question.highest:
        raise _invalid(question, given, (f"{question.lowest}–{question.highest}",))
    return int(text)


def _text(question: Question, given: object) -> str:
    text = str(given).strip()
    if len(text) > LONGEST_TEXT:
        raise Refused("process.answer_too_long", field=question.id, question=question.ask, most=LONGEST_TEXT)
    return text


_READERS = {"yes_no": _yes_no, "choice": _choice, "number": _number, "text": _text}


def _invalid(question: Question, given: object, valid: tuple[str, ...]) -> Refused:
    return Refused("process.answer_invalid", field=question.id, question=question.ask, value=str(given)[:40], valid=valid)


def points(form: Form, answers: Mapping[str, object]) -> int:
    """The points of the choices made."""
    return sum(option.points for question in form.questions for option in question.options if answers.get(question.id) == option.code)


def result_of(form: Form, answers: Mapping[str, object]) -> str:
    """What the answers add up to; empty for a form that adds nothing up. It supports the prescriber, who decides."""
    total = points(form, answers)
    return next((result for least, result, _says in form.results if total >= least), "")


def said_of(form: Form, result: str) -> str:
    """What a result is called."""
    return next((says for _least, code, says in form.results if code == result), "")
