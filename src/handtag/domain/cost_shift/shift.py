"""A device list under two agreements: the sums in all, per ISO group, category and municipality, and each kind of line explained."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from handtag.domain.agreement.decide import Decision
from handtag.domain.agreement.facts import FactError
from handtag.domain.agreement.schema import Agreement
from handtag.domain.cost_shift.deciding import Judge, Pair, Verdict
from handtag.domain.cost_shift.rows import Case, DeviceList, DeviceRow, Fault, Place, Places, Settings
from handtag.domain.cost_shift.sums import Parts, Range, Sums, confidence, is_split, outcomes, ranges_of
from handtag.domain.values.codes import groups_of

Cells = dict[tuple[Case, str], "_Cell"]


@dataclass(frozen=True, slots=True)
class Group:
    """The sums of the lines that have something in common; `key` identifies it, `name` is what a reader sees."""

    key: str
    name: str
    sums: Sums


@dataclass(frozen=True, slots=True)
class Kind:
    """Lines with the same case: what the two agreements say about them, with rule and clause, and what they come to."""

    number: int
    case: Case
    verdict: Verdict
    confidence: str
    sums: Sums
    sample: DeviceRow


@dataclass(frozen=True)
class Shift:
    """The whole result. `misbooked` are the lines whose payer today is not whom the first agreement names; `by_assumption` what costs
    rest on each thing that the agreements take for granted (a cost may rest on several)."""

    old: Agreement
    new: Agreement
    settings: Settings
    total: Sums
    by_iso: tuple[Group, ...]
    by_class: tuple[Group, ...]
    by_category: tuple[Group, ...]
    by_municipality: tuple[Group, ...]
    kinds: tuple[Kind, ...]
    places: Mapping[str, Place]
    misbooked: Sums
    by_assumption: Mapping[str, int] = field(default_factory=dict)
    by_pair: Mapping[tuple[tuple[Pair, ...], str | None, bool], int] = field(default_factory=dict)

    @cached_property
    def costliest(self) -> Group | None:
        """The ISO group whose piece costs most: what one more of it would mean is how a small municipality is exposed."""
        counted = [group for group in self.by_iso if group.sums.volume > 0]
        return max(counted, key=lambda group: (group.sums.cost_ore / group.sums.volume, group.key), default=None)


class _Cell:
    """Lines of one kind in one municipality. Costs are kept one by one only when each has to be rounded by itself."""

    __slots__ = ("costs", "rows", "sample", "volume")

    def __init__(self, sample: DeviceRow) -> None:
        self.rows, self.volume, self.sample = 0, 0, sample
        self.costs: dict[int, int] = {}


def shift(rows: Iterable[DeviceRow], judge: Judge, settings: Settings | None = None, places: Places | None = None) -> Shift:
    """Decides every line under both agreements and adds up. Raises FactError for a fact one of the agreements cannot read."""
    return _Count(judge, settings or Settings(), places or Places()).of(rows)


class _Count:
    def __init__(self, judge: Judge, settings: Settings, places: Places) -> None:
        self._judge, self._settings, self._places = judge, settings, places
        self._ways: dict[Case, tuple[Parts, ...]] = {}

    def of(self, rows: Iterable[DeviceRow]) -> Shift:
        cells = self._cells(rows)
        measured = {key: self._measured(key[0], cell) for key, cell in cells.items()}
        found = {name: self._place(name) for _case, name in cells}
        misbooked, by_pair = Sums(), dict[tuple[tuple[Pair, ...], str | None, bool], int]()
        by_assumption: dict[str, int] = {}
        for (case, _name), sums in measured.items():
            verdict = self._judge.verdict(case)
            if verdict.disagrees:
                misbooked.add(sums)
            key = (verdict.pairs, case.today, verdict.unmoved)
            by_pair[key] = by_pair.get(key, 0) + sums.cost_ore
            for fact, value in verdict.assumed.items():
                by_assumption[f"{fact}={value}"] = by_assumption.get(f"{fact}={value}", 0) + sums.cost_ore
        return Shift(
            old=self._judge.old.document,
            new=self._judge.new.document,
            settings=self._settings,
            total=_sum(measured.values()),
            by_iso=self._grouped(measured, lambda case, _name: (case.iso_code[:4], self._name(case.iso_code[:4]))),
            by_class=self._grouped(measured, lambda case, _name: (case.iso_code[:2], self._name(case.iso_code[:2]))),
            by_category=self._grouped(measured, lambda case, _name: self._category(case.iso_code)),
            by_municipality=self._grouped(measured, lambda _case, name: (found[name].code, found[name].name)),
            kinds=self._kinds(cells, measured),
            places={place.code: place for place in found.values()},
            misbooked=misbooked,
            by_assumption=by_assumption,
            by_pair=by_pair,
        )

    def _cells(self, rows: Iterable[DeviceRow]) -> Cells:
        cells: Cells = {}
        for row in rows:
            key = (row.case, row.municipality)
            cell = cells.get(key)
            if cell is None:
                cell = cells[key] = _Cell(row)
                self._judge.verdict(row.case)
            cell.rows += 1
            cell.volume += row.volume
            cell.costs[row.cost_ore] = cell.costs.get(row.cost_ore, 0) + 1
        return cells

    def _measured(self, case: Case, cell: _Cell) -> Sums:
        verdict, ways = self._judge.verdict(case), self._outcomes(case)
        total = sum(cost * times for cost, times in cell.costs.items())
        made = Sums(cell.rows, cell.volume, total)
        made.confidence[confidence(verdict, ways, self._settings)] = total
        for cost, times in cell.costs.items() if is_split(ways) else ((c, 1) for c in _by_sign(cell.costs)):
            for name, found in ranges_of(ways, cost).items():
                held = made.get(name)
                made.ranges[name] = held.plus(Range(found.low * times, found.high * times))
        return made

    def _outcomes(self, case: Case) -> tuple[Parts, ...]:
        found = self._ways.get(case)
        if found is None:
            verdict = self._judge.verdict(case)
            found = self._ways[case] = outcomes(verdict.pairs, case.today, verdict.unmoved, self._settings)
        return found

    def _place(self, name: str) -> Place:
        return self._places.find(name)

    def _grouped(self, measured: Mapping[tuple[Case, str], Sums], key_of: Callable[[Case, str], tuple[str, str]]) -> tuple[Group, ...]:
        groups: dict[tuple[str, str], Sums] = {}
        for (case, name), sums in measured.items():
            groups.setdefault(key_of(case, name), Sums()).add(sums)
        return tuple(Group(key, label, groups[key, label]) for key, label in sorted(groups))

    def _name(self, code: str) -> str:
        """What the agreements print for a code, the new one first."""
        for document in (self._judge.new.document, self._judge.old.document):
            printed = {**{heading.iso: heading.name for heading in document.headings}, **{row.iso: row.name for row in document.products}}
            if code in printed:
                return printed[code]
        return ""

    def _category(self, code: str) -> tuple[str, str]:
        """The category the agreement counts the product's row to, else the widest heading over its codes; without either, its class."""
        for document in (self._judge.new.document, self._judge.old.document):
            products = {product.iso: product for product in document.products}
            row = next((products[group] for group in groups_of(code) if group in products), None)
            for category in row.attributes.get("category", ()) if row else ():
                return category, document.wordings.get(category, category)
            headings = {heading.iso: heading.name for heading in document.headings}
            widest = next((group for group in reversed(groups_of(code)) if group in headings), None)
            if widest is not None:
                return widest, headings[widest]
        return code[:2], ""

    def _kinds(self, cells: Cells, measured: Mapping[tuple[Case, str], Sums]) -> tuple[Kind, ...]:
        sums: dict[Case, Sums] = {}
        samples: dict[Case, DeviceRow] = {}
        for key, found in measured.items():
            sums.setdefault(key[0], Sums()).add(found)
            samples.setdefault(key[0], cells[key].sample)
        ordered = sorted(sums, key=lambda case: (-sums[case].cost_ore, samples[case].number))
        return tuple(
            Kind(
                number,
                case,
                self._judge.verdict(case),
                confidence(self._judge.verdict(case), self._outcomes(case), self._settings),
                sums[case],
                samples[case],
            )
            for number, case in enumerate(ordered, 1)
        )


def _by_sign(costs: Mapping[int, int]) -> tuple[int, int]:
    """What is owed and what is credited, apart: the lowest of one is the highest of the other."""
    return (
        sum(cost * times for cost, times in costs.items() if cost > 0),
        sum(cost * times for cost, times in costs.items() if cost < 0),
    )


def _sum(parts: Iterable[Sums]) -> Sums:
    total = Sums()
    for part in parts:
        total.add(part)
    return total


def rules_of(decision: Decision) -> tuple[str, ...]:
    """The rules that who pays rests on."""
    return tuple(rule for step in decision.trace if step.decides == "payer" for rule, _answer in step.rules)


def only_decidable(found: DeviceList, judge: Judge) -> DeviceList:
    """The list without the lines whose facts one of the agreements cannot read; those are among the faults."""
    wrong: dict[Case, FactError] = {}
    for case in dict.fromkeys(row.case for row in found.rows):
        try:
            judge.verdict(case)
        except FactError as error:
            wrong[case] = error
    if not wrong:
        return found
    faults = [
        Fault(row.number, wrong[row.case].field, "unknown_word", str(dict(row.case.facts).get(wrong[row.case].field, "")))
        for row in found.rows
        if row.case in wrong
    ]
    kept = tuple(row for row in found.rows if row.case not in wrong)
    return DeviceList(kept, tuple(sorted((*found.faults, *faults), key=lambda fault: fault.row)), found.blank)
