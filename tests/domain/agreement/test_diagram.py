"""Laws of the decision diagrams: one walk for several questions answers each as its own walk does, and meets the same facts."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from handtag.domain.agreement.diagram import Diagram, Diagrams, Leaf, leaf_of, leaves

SIZES = (2, 3, 2, 3)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Diagrams, list[Diagram]]:
    """A few questions, each with an answer for every combination of facts; many answers are equal."""
    diagrams = Diagrams(SIZES)

    def build(fact: int, name: str) -> Diagram:
        if fact == len(SIZES) or draw(st.integers(0, 3)) == 0:
            return diagrams.leaf((name, draw(st.integers(0, 2))))
        return diagrams.node(fact, tuple(build(fact + 1, name) for _ in range(SIZES[fact])))

    return diagrams, [build(0, f"question {n}") for n in range(draw(st.integers(0, 4)))]


KNOWN = st.tuples(*(st.integers(0, size - 1) for size in SIZES))
PARTLY = st.tuples(*(st.integers(-1, size - 1) for size in SIZES))


def _end(diagram: Diagram, known: Sequence[int], met: list[int]) -> Leaf:
    found = leaf_of(diagram, known, met)
    assert found is not None
    return found


@given(tables(), KNOWN)
def test_one_walk_answers_every_question_and_meets_the_facts_that_any_of_them_meets(
    made: tuple[Diagrams, list[Diagram]], known: tuple[int, ...]
) -> None:
    diagrams, parts = made
    met, apart = list[int](), list[int]()
    together = _end(diagrams.together(parts, tuple), known, met)
    assert together.value == tuple(_end(part, known, apart).value for part in parts)
    assert met == sorted(set(apart))


@given(tables(), PARTLY)
def test_what_is_reached_together_is_what_is_reached_apart_when_facts_are_missing(
    made: tuple[Diagrams, list[Diagram]], known: tuple[int, ...]
) -> None:
    diagrams, parts = made
    reached = leaves(diagrams.together(parts, tuple), known)
    for number, part in enumerate(parts):
        assert {end[number] for end in reached} == set(leaves(part, known))  # type: ignore[index]


@given(tables(), st.data())
def test_a_choice_made_before_is_made_the_same_way_again(made: tuple[Diagrams, list[Diagram]], data: st.DataObject) -> None:
    diagrams, parts = made
    if len(parts) < 2:
        return
    allowed = frozenset(data.draw(st.sets(st.integers(0, SIZES[1] - 1))))
    test = diagrams.all_of([(1, allowed)])
    first = diagrams.choose(test, parts[0], parts[1])
    assert diagrams.choose(test, parts[0], parts[1]) is first
    known = data.draw(KNOWN)
    assert _end(first, known, []) is _end(parts[0] if known[1] in allowed else parts[1], known, [])
