"""Decision diagrams: a question with few answers as a shared, ordered graph over facts. What holds for every completion of
missing facts is read off the graph instead of trying them all. Nothing here knows agreements."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Known = Sequence[int]
UNKNOWN = -1


class Leaf:
    """An answer."""

    __slots__ = ("value",)
    fact = 1_000_000  # after every fact in the order

    def __init__(self, value: Hashable) -> None:
        self.value = value


class Node:
    """A fact that tells answers apart, and what follows for each class of its values."""

    __slots__ = ("fact", "kids")

    def __init__(self, fact: int, kids: tuple["Diagram", ...]) -> None:
        self.fact = fact
        self.kids = kids


Diagram = Leaf | Node
Condition = tuple[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Reached:
    """What a walk by some known facts can reach: the values in a fixed order, and the facts it meets."""

    values: tuple[Hashable, ...]
    met: frozenset[int]


class Diagrams:
    """Makes diagrams so that equal ones are the same object: then two questions have the same answers exactly when they are identical,
    and a diagram mentions exactly the facts its answer depends on."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self._sizes = sizes
        self._leaves: dict[Hashable, Leaf] = {}
        self._nodes: dict[tuple[int, tuple[Diagram, ...]], Node] = {}
        # Product classes end in the same rules, so most of what one class chooses between another has chosen between before.
        self._chosen: dict[tuple[Diagram, Diagram, Diagram], Diagram] = {}
        self._tested: dict[frozenset[Hashable], dict[Diagram, Diagram]] = {}
        self._joined: dict[Hashable, dict[tuple[Diagram, ...], Diagram]] = {}
        self._told: dict[Diagram, Mapping[int, tuple[frozenset[Hashable], ...]]] = {}
        self._values: dict[Diagram, frozenset[Hashable]] = {}
        self._facts: dict[Diagram, tuple[int, ...]] = {}
        self._reached: dict[tuple[object, ...], Reached] = {}
        self._narrowed: dict[tuple[object, ...], Diagram] = {}
        self.true = self.leaf(value=True)
        self.false = self.leaf(value=False)

    def leaf(self, value: Hashable) -> Leaf:
        found = self._leaves.get(value)
        return found if found is not None else self._leaves.setdefault(value, Leaf(value))

    def node(self, fact: int, kids: tuple[Diagram, ...]) -> Diagram:
        first = kids[0]
        if kids.count(first) == len(kids):
            return first
        found = self._nodes.get((fact, kids))
        return found if found is not None else self._nodes.setdefault((fact, kids), Node(fact, kids))

    def all_of(self, conditions: Iterable[Condition]) -> Diagram:
        """True where every condition holds: the fact's class is one of those allowed."""
        result: Diagram = self.true
        for fact, allowed in sorted(conditions, key=lambda c: c[0], reverse=True):
            no = self.false
            result = self.choose(self.node(fact, tuple(self.leaf(value=k in allowed) for k in range(self._sizes[fact]))), result, no)
        return result

    def choose(self, test: Diagram, yes: Diagram, no: Diagram) -> Diagram:
        """`yes` where the test is true, `no` elsewhere."""
        memo = self._chosen

        def walk(t: Diagram, y: Diagram, n: Diagram) -> Diagram:
            if isinstance(t, Leaf):
                return y if t.value else n
            if y is n:
                return y
            key = (t, y, n)
            found = memo.get(key)
            if found is None:
                fact = min(t.fact, y.fact, n.fact)
                kids = tuple([walk(_follow(t, fact, k), _follow(y, fact, k), _follow(n, fact, k)) for k in range(self._sizes[fact])])
                found = memo[key] = self.node(fact, kids)
            return found

        return walk(test, yes, no)

    def is_one_of(self, diagram: Diagram, values: frozenset[Hashable]) -> Diagram:
        """True where the answer of another question is one of the values; its leaves are (value, rule)."""
        memo = self._tested.setdefault(values, {})

        def walk(d: Diagram) -> Diagram:
            if isinstance(d, Leaf):
                return self.leaf(d.value[0] in values)  # type: ignore[index]
            if d not in memo:
                memo[d] = self.node(d.fact, tuple([walk(kid) for kid in d.kids]))
            return memo[d]

        return walk(diagram)

    def together(self, parts: Sequence[Diagram], value: Callable[[tuple[Hashable, ...]], Hashable]) -> Diagram:
        """One diagram for several questions: each leaf holds `value` of their answers, so that one walk answers them all. On the way
        it meets exactly the facts that any of them depends on. The same function has to give the same value for the same answers."""
        memo = self._joined.setdefault(value, {})

        def walk(key: tuple[Diagram, ...]) -> Diagram:
            if key not in memo:
                fact = min([d.fact for d in key], default=Leaf.fact)
                if fact == Leaf.fact:
                    memo[key] = self.leaf(value(tuple(d.value for d in key if isinstance(d, Leaf))))
                else:
                    kids = [walk(tuple([_follow(d, fact, k) for d in key])) for k in range(self._sizes[fact])]
                    memo[key] = self.node(fact, tuple(kids))
            return memo[key]

        return walk(tuple(parts))

    def answers(self, diagram: Diagram, known: Known) -> Diagram:
        """The diagram of the answers alone (rules forgotten) with the known facts filled in."""
        key = (diagram, *[known[fact] for fact in self.facts(diagram)])
        found = self._narrowed.get(key)
        return found if found is not None else self._narrowed.setdefault(key, self._narrow(diagram, known))

    def _narrow(self, diagram: Diagram, known: Known) -> Diagram:
        memo: dict[Diagram, Diagram] = {}

        def walk(d: Diagram) -> Diagram:
            if isinstance(d, Leaf):
                return self.leaf(d.value[0])  # type: ignore[index]
            if d not in memo:
                k = known[d.fact]
                memo[d] = walk(d.kids[k]) if k >= 0 else self.node(d.fact, tuple([walk(kid) for kid in d.kids]))
            return memo[d]

        return walk(diagram)

    def values(self, diagram: Diagram) -> frozenset[Hashable]:
        """Every value that can be reached."""
        found = self._values.get(diagram)
        if found is None:
            reached = (diagram.value,) if isinstance(diagram, Leaf) else (v for kid in diagram.kids for v in self.values(kid))
            found = self._values.setdefault(diagram, frozenset(reached))
        return found

    def facts(self, diagram: Diagram) -> tuple[int, ...]:
        """The facts its answer depends on."""
        found = self._facts.get(diagram)
        return found if found is not None else self._facts.setdefault(diagram, tuple(sorted(facts_in((diagram,)))))

    def reached(self, diagram: Diagram, known: Known) -> "Reached":
        """What a walk by the known facts can reach, and the facts it meets. Kept: many questions know the same about what matters."""
        key = (diagram, *[known[fact] for fact in self.facts(diagram)])
        found = self._reached.get(key)
        if found is None:
            met: set[int] = set()
            found = self._reached.setdefault(key, Reached(tuple(leaves(diagram, known, met)), frozenset(met)))
        return found

    def forget(self) -> None:
        """Throws away what is kept about questions asked before."""
        self._reached.clear()
        self._narrowed.clear()
        self._told.clear()

    def set_fact(self, diagram: Diagram, fact: int, value: int) -> Diagram:
        """The diagram when one more fact is known."""
        if fact not in self.facts(diagram):
            return diagram
        memo: dict[Diagram, Diagram] = {}

        def walk(d: Diagram) -> Diagram:
            if d.fact > fact or isinstance(d, Leaf):
                return d
            if d.fact == fact:
                return d.kids[value]
            found = memo.get(d)
            if found is None:
                found = memo[d] = self.node(d.fact, tuple([walk(kid) for kid in d.kids]))
            return found

        return walk(diagram)

    def told(self, diagram: Diagram) -> Mapping[int, tuple[frozenset[Hashable], ...]]:
        """For each fact it depends on: the values that can still be reached when the fact is known, one set a class."""
        found = self._told.get(diagram)
        if found is None:
            found = {n: tuple([self.values(self.set_fact(diagram, n, k)) for k in range(self._sizes[n])]) for n in self.facts(diagram)}
            self._told[diagram] = found
        return found


def _follow(diagram: Diagram, fact: int, value: int) -> Diagram:
    return diagram.kids[value] if diagram.fact == fact else diagram  # type: ignore[union-attr]  # no leaf has a fact of the order


def leaf_of(diagram: Diagram, known: Known, met: list[int]) -> Leaf | None:
    """The one answer when every fact on the way is known, else None. `met` collects the facts on the way."""
    while isinstance(diagram, Node):
        fact = diagram.fact
        met.append(fact)
        k = known[fact]
        if k < 0:
            return None
        diagram = diagram.kids[k]
    return diagram


def leaves(diagram: Diagram, known: Known | None = None, met: set[int] | None = None) -> list[Hashable]:
    """The values that can be reached, in a fixed order, each once; known facts narrow the way. `met` collects the facts on it."""
    seen: set[Diagram] = set()
    stack = [diagram]
    found: dict[Hashable, None] = {}
    while stack:
        d = stack.pop()
        if isinstance(d, Leaf):
            found[d.value] = None
        elif d not in seen:
            seen.add(d)
            k = known[d.fact] if known is not None else UNKNOWN
            if met is not None:
                met.add(d.fact)
            if k < 0:
                stack.extend(reversed(d.kids))
            else:
                stack.append(d.kids[k])
    return list(found)


def facts_in(diagrams: Iterable[Diagram]) -> set[int]:
    """The facts the diagrams depend on."""
    seen: set[Diagram] = set()
    stack = list(diagrams)
    while stack:
        d = stack.pop()
        if d not in seen and isinstance(d, Node):
            stack.extend(d.kids)
        seen.add(d)
    return {d.fact for d in seen if isinstance(d, Node)}
