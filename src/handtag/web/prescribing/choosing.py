"""The choice of device: what was typed, the articles that match, the agreement's answer beside each, and what it needs to know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.timezone import localtime

from handtag.apps.catalogue.search_index import search
from handtag.apps.orders import queries_offers as offering
from handtag.apps.orders.queries_offers import Offer
from handtag.apps.prescriptions import queries, queries_process
from handtag.apps.prescriptions.queries import Preview
from handtag.apps.prescriptions.queries_process import Said
from handtag.apps.purchasing.queries_gate import coming
from handtag.domain.access import Viewer
from handtag.domain.agreement.facts import FLAG_FACTS
from handtag.domain.agreement.schema import Agreement
from handtag.domain.prescribing import MAY_BE_CORRECTED, NEVER_ASKED
from handtag.domain.process import MAY_BE_EXCEPTED, REMEMBERED
from handtag.usecases.base import clock
from handtag.web.prescribing.explaining import explained
from handtag.web.prescribing.forms import ChooseForm
from handtag.web.prescribing.rights import Stopped, with_rights
from handtag.web.ui.facts import question_field, short_fact, value_label
from handtag.web.ui.forms import CommandForm
from handtag.web.ui.parts import Explanation

CHOSEN_KINDS = ("device", "consumable", "component")
SHOWN = 12


class QuestionsForm(CommandForm):
    """The facts that the agreement needs before it can answer about what is shown."""

    use_required_attribute = False

    def __init__(self, *args: Any, asked: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "answer_%s", **options})
        self.asked = list(asked)
        for name in self.asked:
            self.fields[name] = question_field(name)

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered; a question left open takes an earlier answer back."""
        return {name: self.cleaned_data[name] for name in self.asked}

    @property
    def questions(self) -> list[BoundField]:
        return [self[name] for name in self.asked]


@dataclass(frozen=True)
class Choice:
    """One article on the page. Without a `form` it cannot be chosen, and the explanation says why."""

    offer: Offer
    preview: Preview
    explanation: Explanation
    form: ChooseForm | None
    instead: tuple[Any, ...]
    may_be_excepted: bool
    stopped: Stopped | None = None


def shown(viewer: Viewer, prescription: Any, word: str, *, answered: QuestionsForm | None = None) -> dict[str, Any]:
    """The context of the page; `answered` are the questions as they were answered, when an answer was refused."""
    typed = word.strip()[:60]
    version = queries.agreement_in_force(viewer, viewer.on)
    document, records = version.document, queries.known_facts(viewer, prescription, viewer.on)
    articles = _matching(viewer, typed, document) if typed else offering.articles_often_chosen(viewer)
    previews = queries.previews(viewer, prescription, articles[:SHOWN], viewer.on, version)
    offers = offering.offers(viewer, articles[:SHOWN], localtime(clock()), document, expects=coming)
    return {
        "prescription": prescription,
        "person": prescription.person,
        "q": typed,
        "choices": with_rights(
            viewer, prescription, [_choice(offer, preview, document) for offer, preview in zip(offers, previews, strict=True)]
        ),
        "has_more": len(articles) > SHOWN,
        "questions": answered or _questions(records, previews),
        "known": _known(records, prescription, _remembered(viewer, prescription)),
    }


def question_form(posted: Mapping[str, Any]) -> QuestionsForm:
    """The questions that were on the page: the form says itself which they were, and the use case which may be answered."""
    return QuestionsForm(posted, asked=[name for name in posted.get("asked", "").split() if name.isidentifier()])


def _matching(viewer: Viewer, typed: str, document: Agreement) -> list[Any]:
    """Articles that have every word typed, as the assortment finds them; also by the names that the agreement gives a code."""
    found = search(viewer, typed, document=document)[: SHOWN * 4]
    return [article for article in found if article.kind in CHOSEN_KINDS][: SHOWN + 1]


def _choice(offer: Offer, preview: Preview, document: Agreement) -> Choice:
    article = offer.article
    is_over = article.assortment == "phased_out"
    form = ChooseForm(initial={"article_number": article.number}, auto_id=False) if preview.refusal is None and not is_over else None
    excepted = preview.refusal is not None and preview.refusal.code in MAY_BE_EXCEPTED and not is_over
    return Choice(offer, preview, explained(preview.decision, document, preview.refusal), form, offer.instead if is_over else (), excepted)


def _questions(known: Mapping[str, object], previews: Iterable[Preview]) -> QuestionsForm | None:
    """The most deciding question of each article that cannot be answered yet, each asked once; nothing when none is needed."""
    askable = [[name for name in preview.missing if name not in NEVER_ASKED and name not in known] for preview in previews]
    asked = dict.fromkeys(names[0] for names in askable if names)
    return QuestionsForm(asked=asked) if asked else None


def _known(records: Mapping[str, object], prescription: Any, remembered: Mapping[str, Said]) -> QuestionsForm | None:
    """What the records say or an answer said, and may be corrected: where the need was assessed above all. What was said of the person
    before this prescription tells its day.
    """
    facts = {**{name: value for name, value in records.items() if name in MAY_BE_CORRECTED - {"purpose"}}, **prescription.facts}
    if not facts:
        return None
    initial = {name: str(value).lower() if isinstance(value, bool) else value for name, value in facts.items()}
    form = QuestionsForm(asked=facts, initial=initial)
    form.said = ", ".join(_said(name, value, remembered.get(name)) for name, value in facts.items())  # type: ignore[attr-defined]
    return form


def _remembered(viewer: Viewer, prescription: Any) -> Mapping[str, Said]:
    """Asked of the records only when the prescription knows something of the kind."""
    return queries_process.remembered(viewer, prescription.person, viewer.on) if REMEMBERED.keys() & prescription.facts.keys() else {}


def _said(name: str, value: object, before: Said | None) -> str:
    told = value_label(name, value) if name not in FLAG_FACTS else f"{short_fact(name)}: {value_label(name, value).lower()}"
    return f"{told} ({before.on.isoformat()})" if before else told
