"""Stories from the sources' situations, told as data and played through the use cases.

A story has a person, a county, and what happens, in order. Each happening is one of:
- `asks`: a prescriber assesses a need and chooses an article: `iso`, perhaps `kind` (device), `called` (its word in the catalogue)
  and `given` (answers to questions).
  `gets` says what the agreement answers, by the names of a decision; `refused` that it does not carry a prescription, and what is told.
- `by`: who prescribes from now on: `profession`, `unit` (its kind), `of` (region or municipality).
- `county`: the agreement of the county where she is met from now on; told with `by`, and with `lives` when she moves there.
- `day`: what day it is from now on. `lives`: what has changed: `municipality`, `housing`, `home_health_care`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from tests.stories.county import StoryCounty, found_county, found_person, moment

from handtag.apps.catalogue.models import Article
from handtag.apps.people.models import Person
from handtag.apps.prescriptions import queries
from handtag.apps.prescriptions.models import Prescription, PrescriptionDecision
from handtag.domain.access import Viewer
from handtag.domain.agreement.cases import differences
from handtag.domain.values.errors import HandtagError
from handtag.usecases.base import execute
from handtag.usecases.people.update_circumstances import UpdateCircumstances, update_circumstances
from handtag.usecases.prescribing.answer_questions import AnswerQuestions, answer_questions
from handtag.usecases.prescribing.choose_article import ChooseArticle, choose_article
from handtag.usecases.prescribing.start_prescription import StartPrescription, start_prescription

FOLDER = Path(__file__).parent
DAY = date(2026, 3, 2)
HAPPENINGS = {"asks", "by", "county", "day", "lives"}


@cache
def stories() -> dict[str, Mapping[str, Any]]:
    """Every story by its id; a file is named by its agreement."""
    found: dict[str, Mapping[str, Any]] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        for story in yaml.safe_load(path.read_text(encoding="utf-8")):
            assert story["id"] not in found, story["id"]
            found[story["id"]] = {"agreement": path.stem, **story}
    return found


@dataclass
class Telling:
    """The story so far."""

    counties: dict[str, StoryCounty]
    where: str
    person: Person
    by: Mapping[str, Any]
    day: date = DAY
    asked: int = field(default=0)

    @property
    def county(self) -> StoryCounty:
        if self.where not in self.counties:
            self.counties[self.where] = found_county(self.where, f"9{len(self.counties)}")
        return self.counties[self.where]

    def viewer(self) -> Viewer:
        own = {"region": self.county.region, "municipality": self.person.municipality}
        return self.county.prescriber(self.by["profession"], self.by["unit"], own[self.by.get("of", "region")], self.person)

    def run(self, case: Any, data: Any) -> Any:
        return execute(case, data, self.viewer(), now=moment(self.day))

    def happens(self, happening: Mapping[str, Any]) -> None:
        unknown = set(happening) - HAPPENINGS - {"gets", "refused"}
        assert not unknown, unknown
        for name in ("day", "county", "by", "lives", "asks"):
            if name in happening:
                getattr(self, f"_{name}")(happening[name], happening)

    def _county(self, agreement: str, _: Mapping[str, Any]) -> None:
        self.where = agreement

    def _day(self, day: date, _: Mapping[str, Any]) -> None:
        self.day = day

    def _by(self, by: Mapping[str, Any], _: Mapping[str, Any]) -> None:
        self.by = by

    def _lives(self, changed: Mapping[str, Any], _: Mapping[str, Any]) -> None:
        town = self.county.municipality(changed["municipality"]) if "municipality" in changed else self.person.municipality
        data = UpdateCircumstances(
            self.person.key, changed.get("housing", self.person.housing), town.municipality_code,
            changed.get("home_health_care", self.person.home_health_care_enrolled),
        )  # fmt: skip
        self.run(update_circumstances, data)
        self.person.refresh_from_db()

    def _asks(self, asked: Mapping[str, Any], happening: Mapping[str, Any]) -> None:
        self.asked += 1
        article = self.county.article(str(asked["iso"]), asked.get("kind", "device"), asked.get("called", ""))
        key = self.run(start_prescription, StartPrescription(self.person.key, "Behöver stöd", "Klara vardagen", 2))
        if "given" in asked:
            self.run(answer_questions, AnswerQuestions(key, asked["given"]))
        wanted = happening.get("refused")
        try:
            number = self.run(choose_article, ChooseArticle(key, article.number))
        except HandtagError as refusal:
            told = {"code": refusal.code, **{name: _plain(value) for name, value in refusal.params.items()}}
            assert wanted is not None, f"{self.asked}: refused {told}"
            assert _parts(told, wanted) == wanted, f"{self.asked}: refused {told}"
            decided = self._preview(key, article)
        else:
            stored = PrescriptionDecision.objects.get(pk=number)
            decided = stored.decision
            assert not wanted, f"{self.asked}: not refused, but {stored.payer} by {stored.rule}"
        wrong = differences(happening.get("gets", {}), decided)
        assert not wrong, f"{self.asked}: {'; '.join(map(str, wrong))} of {decided}"

    def _preview(self, key: UUID, article: Article) -> Mapping[str, Any]:
        """What the agreement answers all the same, as the page shows it."""
        viewer = self.viewer()
        [shown] = queries.previews(
            viewer, Prescription.objects.get(key=key), [article], self.day, queries.agreement_in_force(viewer, self.day)
        )
        return shown.decision.to_dict()


def tell(story: Mapping[str, Any]) -> int:
    """Plays a story to its end; how many times the agreement was asked. AssertionError when something goes otherwise than told."""
    county = found_county(story["agreement"], "90")
    lives = story["person"]
    circumstances = {
        "housing": lives.get("housing", "ordinary"), "home_health_care_enrolled": lives.get("home_health_care"),
    }  # fmt: skip
    person = found_person(lives["born"], county.municipality(lives["municipality"]), circumstances)
    telling = Telling({story["agreement"]: county}, story["agreement"], person, story["by"], story.get("day", DAY))
    for happening in story["happens"]:
        telling.happens(happening)
    return telling.asked


def _parts(told: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Of a list only what is wanted of it."""
    found = {}
    for name in wanted:
        value = told.get(name)
        found[name] = [one for one in wanted[name] if one in value] if isinstance(wanted[name], list) and value else value
    return found


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
