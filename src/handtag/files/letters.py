"""Letters to a person, as printed PDF that a screen reader can read too. Words come with the data, in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from handtag.files import pdf


@dataclass(frozen=True)
class Question:
    """`answers` are boxes to tick; without any there are lines to write on."""

    text: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class QuestionLetter:
    """`to` is name and address, line by line; without an address the letter is handed over. `words` by key: see the template."""

    to: tuple[str, ...]
    sender: tuple[str, ...]
    day: str
    device: str
    body: tuple[str, ...]
    questions: Sequence[Question]
    back: str


def question_letter(letter: QuestionLetter, words: Mapping[str, str], *, language: str, made_at: datetime) -> bytes:
    """Who it is to, what it is about, the questions with boxes to tick, and where it is sent back."""
    said = {**asdict(letter), "questions": [asdict(one) for one in letter.questions], "words": dict(words)}
    return pdf.render("question_letter", said, language=language, made_at=made_at)
