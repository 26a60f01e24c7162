"""Who meets whom and prescribes what: drawn among the combinations that the agreement allows. Nothing is written here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from handtag.apps.agreements.queries import compiled_for
from handtag.cli.demo.goods import Goods
from handtag.cli.demo.persons import OF_AGE, PlannedPerson
from handtag.cli.demo.world import Colleague, World
from handtag.domain.agreement.compile import CompiledAgreement
from handtag.domain.agreement.decide import decide
from handtag.domain.prescribing import ASSESSES_AT, CARRIES, ArticleFacts, PersonFacts, PrescriberFacts, facts_for, refusal_of
from handtag.domain.values.identity import age_on

AT_HOME = "home_visit"
IN_SPECIAL_HOUSING = "special_housing"
# How often somebody meets a unit of this setting: (child, adult at home with home health care, other adult).
MEETINGS: dict[str, tuple[int, int, int]] = {
    "health_centre": (0, 5, 40),
    AT_HOME: (0, 60, 30),
    "hospital": (0, 6, 8),
    "specialist_unit": (10, 8, 10),
    "child_habilitation": (60, 0, 0),
    "adult_habilitation": (0, 2, 3),
}
SPECIAL_HOUSING = frozenset({"special_housing_sol", "psychiatric_housing_sol"})


@dataclass(frozen=True)
class Need:
    """Somebody is to be prescribed something by somebody, met in a setting."""

    person: PlannedPerson
    prescriber: Colleague
    goods: Goods
    setting: str

    @property
    def answers(self) -> dict[str, object]:
        """What the records do not say and the prescriber therefore is asked."""
        return {"care_setting": self.setting} if self.setting not in ASSESSES_AT else {}


class Needs:
    """Draws needs. What is drawn is what choose_article will let through."""

    def __init__(self, world: World) -> None:
        self._world = world
        usable = [g for g in world.goods.values() if g.is_main and g.assortment != "phased_out" and g.demand]
        self._groups = [list(group) for _, group in groupby(usable, key=lambda g: (g.iso, g.kind, g.demand))]
        self._prescribers = list(world.having("prescriber"))
        self._in_force: tuple[date, CompiledAgreement] | None = None

    def draw(self, person: PlannedPerson) -> Need | None:
        """One need of the person today; None when nobody who meets them may prescribe anything."""
        rng, day = self._world.rng, self._world.day
        met = list(self._meetings(person))
        if not met:
            return None
        prescriber = rng.choices([one for one, _ in met], [weight for _, weight in met])[0]
        setting = self._setting(person, prescriber)
        # The division first: it decides, and there are fewer of them than articles.
        usable = [group for group in self._groups if self._may(person, prescriber, group[0], setting, day)]
        if not usable:
            return None
        group = rng.choices(usable, [group[0].demand for group in usable])[0]
        return Need(person, prescriber, rng.choice(group), setting)

    def _meetings(self, person: PlannedPerson) -> Iterator[tuple[Colleague, int]]:
        column = self._column(person)
        for colleague in self._prescribers:
            unit = colleague.unit
            setting = AT_HOME if unit.setting == IN_SPECIAL_HOUSING else unit.setting
            if unit.owner not in {"region", person.municipality_code} or not self._is_near(person, colleague):
                continue
            weight = MEETINGS.get(setting, (0, 0, 0))[column]
            if unit.setting == IN_SPECIAL_HOUSING and person.housing not in SPECIAL_HOUSING:
                continue
            if weight:
                yield colleague, weight

    def _is_near(self, person: PlannedPerson, colleague: Colleague) -> bool:
        """Health centres meet those who live in their town; hospitals and specialists meet everybody."""
        if colleague.unit.setting != "health_centre":
            return True
        towns = {place.code: place.town for place in self._world.county.municipalities}
        return colleague.unit.address.endswith(towns[person.municipality_code])

    def _column(self, person: PlannedPerson) -> int:
        if age_on(person.born, self._world.day) < OF_AGE:
            return 0
        return 1 if person.home_health_care or person.housing != "ordinary" else 2

    def _setting(self, person: PlannedPerson, prescriber: Colleague) -> str:
        if prescriber.unit.setting not in {AT_HOME, IN_SPECIAL_HOUSING}:
            return prescriber.unit.setting
        return "home_health_care" if person.home_health_care else AT_HOME

    def _may(self, person: PlannedPerson, prescriber: Colleague, goods: Goods, setting: str, day: date) -> bool:
        """Whether choose_article will let this through, asked by the same rules."""
        unit = prescriber.unit
        if goods.iso.startswith(self._world.untrained.get(prescriber.user.username, "-")):
            return False
        facts = facts_for(
            PersonFacts(person.born, person.housing, person.municipality_code, person.home_health_care, registered_in_county=True),
            PrescriberFacts(prescriber.user.profession, _principal_kind(unit.owner), unit.kind),
            ArticleFacts(goods.iso, goods.kind),
            {"care_setting": setting} if setting not in ASSESSES_AT else {},
            day,
        )
        compiled = self._compiled(day)
        decision = decide(compiled, facts)
        return decision.may_prescribe in CARRIES and refusal_of(compiled, facts, decision) is None

    def _compiled(self, day: date) -> CompiledAgreement:
        if self._in_force is None or self._in_force[0] != day:
            self._in_force = (day, compiled_for(self._world.county.agreement, day).compiled)
        return self._in_force[1]


def _principal_kind(owner: str) -> str:
    return "region" if owner == "region" else "municipality"
