"""Many complete questions walked down an agreement's diagrams at once. The diagrams are the domain's, and every decision at their ends.
the domain's `decide` makes."""

from collections.abc import Hashable, Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from handtag.columns.numbered import Values
from handtag.domain.agreement.compile import Approach, Candidate, CompiledAgreement
from handtag.domain.agreement.diagram import UNKNOWN, Diagram, Leaf

Whole = NDArray[np.int64]
STUCK = 0  # the place where a walk ends that needs a fact nobody has given


class Walks:
    """The diagrams of the approaches met, as arrays: which fact each place asks for, and where each class of it leads."""

    def __init__(self, compiled: CompiledAgreement) -> None:
        self._variables = len(compiled.variables)
        self._width = max((len(variable.labels) for variable in compiled.variables), default=1)
        self._places: dict[Diagram, int] = {}
        self._facts: list[int] = [UNKNOWN]
        self._kids: list[list[int]] = [[STUCK] * self._width]
        self._approaches: dict[Approach, int] = {}
        self._roots: list[tuple[int, int]] = [(STUCK, STUCK)]
        self._arrays: tuple[Whole, ...] | None = None

    def number(self, approach: Approach) -> int:
        """The number of an approach, from 1; 0 is none."""
        found = self._approaches.get(approach)
        if found is None:
            found = self._approaches[approach] = len(self._roots)
            questions = approach.plan.questions
            self._roots.append((self._place(questions.together), self._place(questions.notes)))
            self._arrays = None
        return found

    def _place(self, diagram: Diagram) -> int:
        found = self._places.get(diagram)
        if found is None:
            found = self._places[diagram] = len(self._facts)
            self._facts.append(UNKNOWN if isinstance(diagram, Leaf) else diagram.fact)
            self._kids.append([])
            kids = [] if isinstance(diagram, Leaf) else [self._place(kid) for kid in diagram.kids]
            self._kids[found] = kids + [STUCK] * (self._width - len(kids))
        return found

    def _ready(self) -> tuple[Whole, ...]:
        if self._arrays is None:
            nothing = [UNKNOWN] * self._variables
            defaults = [nothing, *(list(approach.defaults) for approach in self._approaches)]
            assumed = [[0] * self._variables, *([int(n in a.assumed) for n in range(self._variables)] for a in self._approaches)]
            parts: tuple[Sequence[object], ...] = (self._facts, self._kids, self._roots, defaults, assumed)
            self._arrays = tuple(np.array(part, np.int64) for part in parts)
        return self._arrays

    def ends(self, approaches: Whole, classes: Whole) -> Whole:
        """Where each question ends, as three numbers: answers, notes, the assumptions leaned on as bits; answers or notes are STUCK when
        more would have to be known. `classes` has a row for each variable and a column for each question."""
        roots = self._ready()[2]
        answers, leaned = self._walk(roots[approaches, 0], approaches, classes)
        notes, _ = self._walk(roots[approaches, 1], approaches, classes)
        return np.stack([answers, notes, leaned])

    def _walk(self, places: Whole, approaches: Whole, classes: Whole) -> tuple[Whole, Whole]:
        facts, kids, _, defaults, assumed = self._ready()
        places, leaned = places.copy(), np.zeros(len(places), np.int64)
        while True:
            lines = np.flatnonzero(facts[places] >= 0)
            if not len(lines):
                return places, leaned
            asked = facts[places[lines]]
            said = classes[asked, lines]
            silent = said < 0
            whose = approaches[lines]
            leaned[lines] |= np.where(silent, assumed[whose, asked], 0) << asked
            taken = np.where(silent, defaults[whose, asked], said)
            places[lines] = np.where(taken < 0, STUCK, kids[places[lines], taken])


class Walking:
    """Questions about one product each, in one span of days: what the classes of the columns mean on a walk."""

    def __init__(self, compiled: CompiledAgreement) -> None:
        self._compiled = compiled.on(None)
        self._walks = Walks(self._compiled)
        self._numbers: dict[Hashable, int] = {}

    def alike(self, candidates: Hashable) -> Hashable:
        """One class for the codes whose one product is approached alike; other classes of codes stay as they are."""
        if not isinstance(candidates, tuple) or len(candidates) != 1:
            return candidates
        approach = self._compiled.approach_to(cast("Candidate", candidates[0]))
        found = approach.plan.questions, approach.own
        if found not in self._numbers:
            self._numbers[found] = self._walks.number(approach)
        return found

    def ends(self, values: list[Values], lines: Whole) -> Whole:
        """A number for each line, the same when their walks end alike; a line that gets stuck has a number of its own."""
        position = self._compiled.position
        classes = np.full((len(position), len(lines)), UNKNOWN, np.int64)
        approaches = np.zeros(len(lines), np.int64)
        # What a municipality tells about the county counts only where nobody has said it.
        for one in sorted(values, key=lambda one: one.column.name == "municipality"):
            number = one.class_numbers(lines) - 1
            if one.column.name == "iso_code":
                approaches = np.array([self._numbers.get(found, 0) for found in one.column.classes])[number]
                continue
            for variable, meant in self._meant(one.column.name, one.column.classes):
                at = position[variable]
                classes[at] = np.where(classes[at] < 0, np.array(meant)[number], classes[at])
        approaches[(classes == UNREAD).any(axis=0)] = STUCK
        ends = self._walks.ends(approaches, classes)
        alike = ends[0] * (1 << 31) + ends[1]
        if ends[2].any():
            alike = np.unique(np.stack([alike, ends[2]]), axis=1, return_inverse=True)[1].reshape(-1)
        return np.where((ends[:2] == STUCK).any(axis=0), -1 - np.arange(len(lines)), alike)

    def _meant(self, name: str, classes: list[Hashable]) -> list[tuple[str, list[int]]]:
        """For each variable that a column tells about, its class by the column's class."""
        if name != "municipality":
            return [(name, [_class(found) for found in classes])]
        pairs = [found if isinstance(found, tuple) else (found, found) for found in classes]
        told = [("municipality", [_class(asked) for asked, _ in pairs]), ("registered_in_county", [_class(member) for _, member in pairs])]
        return [(variable, meant) for variable, meant in told if variable in self._compiled.position]


UNREAD = -2


def _class(found: object) -> int:
    """A variable's class: of the one span there is, a flag as it stands, not known, or not readable."""
    if found is None:
        return UNKNOWN
    if isinstance(found, str):
        return UNREAD
    return int(cast("int", found[0] if isinstance(found, tuple) else found))
