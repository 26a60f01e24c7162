"""What an identity provider says of someone, as roles at units: rules as data, applied to claims. Who reads the rules is not said here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ANY = "*"
Claims = Mapping[str, object]


@dataclass(frozen=True)
class Grant:
    """A role at the unit with an HSA-id; prescribers with their profession."""

    role: str
    unit_hsa_id: str
    profession: str = ""


@dataclass(frozen=True)
class Source:
    """Where a value comes from: `fixed`, or every value of `claim`, translated by `values` when there are any (others are left out)."""

    fixed: str = ""
    claim: str = ""
    values: Mapping[str, str] | None = None

    def read(self, claims: Claims) -> tuple[str, ...]:
        if not self.claim:
            return (self.fixed,)
        said = texts(claims, self.claim)
        return said if self.values is None else tuple(self.values[one] for one in said if one in self.values)


@dataclass(frozen=True)
class MappingRule:
    """When every condition holds, a role at each unit; a condition holds when the claim has one of the values (`*`: any)."""

    when: Mapping[str, tuple[str, ...]]
    role: str
    unit: Source
    profession: Source = Source()


@dataclass(frozen=True)
class AttributeMapping:
    """`subject` is the claim that says who it is; `name` the claims that make the name; `demands` hold for everyone."""

    subject: str
    name: tuple[str, ...]
    demands: Mapping[str, tuple[str, ...]]
    rules: tuple[MappingRule, ...]

    def unmet(self, claims: Claims) -> str | None:
        """The first claim that is demanded of everyone and does not hold, such as the level of assurance; None when all do."""
        return next((claim for claim, wanted in self.demands.items() if not holds(claims, claim, wanted)), None)

    def subject_of(self, claims: Claims) -> str:
        """Who it is, as it is kept; empty when the claim is missing or says several things."""
        said = texts(claims, self.subject)
        return said[0].strip() if len(said) == 1 else ""

    def name_of(self, claims: Claims) -> str:
        return " ".join(word for claim in self.name for word in texts(claims, claim)).strip()

    def grants(self, claims: Claims) -> tuple[Grant, ...]:
        """Every role that the rules give, each once, in the rules' order. A prescriber without a profession is none."""
        found = dict.fromkeys(grant for rule in self.rules for grant in _grants(rule, claims))
        return tuple(found)


def texts(claims: Claims, claim: str) -> tuple[str, ...]:
    """What a claim says, as texts: one, several, or none. Anything but texts and numbers says nothing."""
    said = claims.get(claim)
    several: Iterable[object] = said if isinstance(said, list | tuple) else [said]
    return tuple(str(one) for one in several if isinstance(one, str | int) and not isinstance(one, bool) and str(one).strip())


def holds(claims: Claims, claim: str, wanted: Iterable[str]) -> bool:
    said = texts(claims, claim)
    return any((one == ANY and said) or one in said for one in wanted)


def _grants(rule: MappingRule, claims: Claims) -> Iterable[Grant]:
    if not all(holds(claims, claim, wanted) for claim, wanted in rule.when.items()):
        return
    professions = rule.profession.read(claims)
    if rule.role in ("prescriber", "student") and not any(professions):
        return
    for unit in rule.unit.read(claims):
        yield Grant(rule.role, unit.strip().upper(), professions[0] if professions else "")
