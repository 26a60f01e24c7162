"""A county's device list as the shift reads it, and what is taken for granted when it is counted. Reading files is `reading`."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

REGION, MUNICIPALITY, PERSON, OTHER = "region", "municipality", "own_responsibility", "other"
BUCKETS = (REGION, MUNICIPALITY, PERSON, OTHER)
PRINCIPALS = (REGION, MUNICIPALITY)
SOURCES = ("file", "charges")


class Ages(NamedTuple):
    """An age band, both ends inclusive, in whole years."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Case:
    """What a list says about who pays for a line: the facts, the age band when the age itself is not given, and who pays today.

    Lines with the same case get the same answer."""

    facts: tuple[tuple[str, object], ...]
    ages: Ages | None = None
    today: str | None = None

    @property
    def iso_code(self) -> str:
        return str(dict(self.facts).get("iso_code", ""))


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """One line: `number` is its row in the file, `cost_ore` what it cost in the year, `volume` pieces in the year."""

    number: int
    case: Case
    cost_ore: int
    volume: int = 0
    article: str = ""
    unit: str = ""
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that could not be read: where, what was written and the code of the reason; the reason in words is in `words`."""

    row: int
    field: str
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class DeviceList:
    """Every row of a list, read or refused; `blank` rows held nothing. Nothing is lost: the three add up to the file."""

    rows: tuple[DeviceRow, ...]
    faults: tuple[Fault, ...] = ()
    blank: int = 0

    @property
    def cost_ore(self) -> int:
        return sum(row.cost_ore for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the agreements do not say. Shares are parts of one, exact.

    `shared_region`: the region's part of what the agreement lets both pay; None leaves a range, and with `shared_stays` whoever pays
    today goes on paying. `prescribed_anyway`: the part of own-responsibility goods that `prescribed_by` pays for all the same.
    `unmet_need`: what the region ought to have provided but did not, added to what moves from it. `price_index`: times every sum."""

    shared_region: Fraction | None = None
    shared_stays: bool = False
    prescribed_anyway: Fraction = Fraction(0)
    prescribed_by: str = MUNICIPALITY
    unmet_need: Fraction = Fraction(0)
    price_index: Fraction = Fraction(1)
    day: date | None = None

    def __post_init__(self) -> None:
        """Raises ValueError with the name of the setting that is out of bounds."""
        for name in ("shared_region", "prescribed_anyway"):
            share = getattr(self, name)
            if share is not None and not 0 <= share <= 1:
                raise ValueError(name)
        if self.prescribed_by not in PRINCIPALS:
            raise ValueError("prescribed_by")
        if not 0 <= self.unmet_need <= 10:
            raise ValueError("unmet_need")
        if not 0 < self.price_index <= 100:
            raise ValueError("price_index")

    @classmethod
    def of_percents(
        cls,
        *,
        shared: str | None = None,
        prescribed_anyway: str = "0",
        unmet_need: str = "0",
        price_index: str = "100",
        day: date | None = None,
    ) -> "Settings":
        """From percents as people write them (`12,5`); `shared` is the region's percent, `today` or None for a range.

        Raises ValueError with the name of the setting that cannot be read or is out of bounds."""
        stays = shared == "today"
        return cls(
            shared_region=None if shared is None or stays else _part("shared_region", shared),
            shared_stays=stays,
            prescribed_anyway=_part("prescribed_anyway", prescribed_anyway),
            unmet_need=_part("unmet_need", unmet_need),
            price_index=_part("price_index", price_index),
            day=day,
        )

    def to_dict(self) -> dict[str, object]:
        """Shares as exact text ("3/20"), for keeping and comparing."""
        shares = {name: str(getattr(self, name)) for name in ("prescribed_anyway", "unmet_need", "price_index")}
        return {
            **shares,
            "shared_region": None if self.shared_region is None else str(self.shared_region),
            "shared_stays": self.shared_stays,
            "prescribed_by": self.prescribed_by,
            "day": self.day.isoformat() if self.day else None,
        }


def _part(name: str, percent: str) -> Fraction:
    text = percent.strip().removesuffix("%").strip().replace(",", ".")
    if not text.replace(".", "", 1).isdecimal() or len(text) > 12:
        raise ValueError(name)
    return Fraction(text) / 100


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality that lines can belong to: its code, name and, when known, inhabitants."""

    code: str
    name: str
    inhabitants: int | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """The municipalities by every way a list may write them."""

    known: tuple[Place, ...] = ()
    _by_name: dict[str, Place] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for place in self.known:
            short = place.name.casefold().removesuffix(" kommun")
            for name in (place.code, short, short.removesuffix("s"), f"{short} kommun", f"{short}s kommun"):
                self._by_name.setdefault(name, place)

    def find(self, text: str) -> Place:
        """The municipality that is meant; an unknown one is a place of its own, without inhabitants."""
        found = self._by_name.get(text.strip().casefold())
        return found or Place(text.strip(), text.strip())
