"""What the headline figures would be if something that nobody knows were otherwise, and how hard one more device hits a small
municipality. Each figure is worked out from whole sums and rounded once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from handtag.domain.cost_shift.rows import MUNICIPALITY, REGION, Place, Settings
from handtag.domain.cost_shift.shift import Shift
from handtag.domain.cost_shift.sums import Range, Sums, outcomes, ranges_of
from handtag.domain.values.money import round_half_up

TRIED: Mapping[str, tuple[Fraction, ...]] = {
    "unmet_need": tuple(Fraction(percent, 100) for percent in (0, 5, 10, 15, 20)),
    "price_index": tuple(Fraction(percent, 100) for percent in (95, 100, 102, 105, 110)),
    "prescribed_anyway": tuple(Fraction(percent, 100) for percent in (0, 25, 50, 75, 100)),
}
TO_MUNICIPALITY, TO_REGION = f"flow.{REGION}.{MUNICIPALITY}", f"flow.{MUNICIPALITY}.{REGION}"


@dataclass(frozen=True, slots=True)
class Headline:
    """What moves each way and what the municipalities' costs grow by, with the unmet need and the price index of the settings."""

    to_municipality: Range
    to_region: Range
    net_municipality: Range


@dataclass(frozen=True, slots=True)
class Trial:
    """The headline with one setting changed to `value`; `is_chosen` when it is the value of the run."""

    setting: str
    value: Fraction
    headline: Headline
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Exposure:
    """A municipality's costs before and after per inhabitant (öre, None when the inhabitants are not known), how much they grow, and
    what one more of the costliest device would add, as parts of one; None when there is nothing to compare with."""

    place: Place
    sums: Sums
    before_each: Range | None
    after_each: Range | None
    grows: tuple[Fraction, Fraction] | None
    one_more: Fraction | None


def headline(sums: Sums, settings: Settings) -> Headline:
    """The unmet need comes on top of what moves from the region; the price index on everything."""
    more, index = settings.unmet_need, settings.price_index
    moved, net = sums.get(TO_MUNICIPALITY), sums.get(f"net.{MUNICIPALITY}")
    return Headline(
        to_municipality=_times(moved, (1 + more) * index),
        to_region=_times(sums.get(TO_REGION), index),
        net_municipality=Range(
            round_half_up((net.low + more * moved.low) * index),
            round_half_up((net.high + more * moved.high) * index),
        ),
    )


def trials(found: Shift) -> Iterator[Trial]:
    """The headline for each value tried of each setting, one setting at a time; the run's own value is among them."""
    for name, values in TRIED.items():
        chosen: Fraction = getattr(found.settings, name)
        for value in sorted({*values, chosen}):
            settings = _with(found.settings, name, value)
            sums = _again(found, settings) if name == "prescribed_anyway" else found.total
            yield Trial(name, value, headline(sums, settings), value == chosen)


def _with(settings: Settings, name: str, value: Fraction) -> Settings:
    match name:
        case "unmet_need":
            return replace(settings, unmet_need=value)
        case "price_index":
            return replace(settings, price_index=value)
        case _:
            return replace(settings, prescribed_anyway=value)


def _again(found: Shift, settings: Settings) -> Sums:
    """The sums with other settings, from what is kept of each pair of payers: no line is decided again."""
    made = Sums()
    for (pairs, today, unmoved), cost in found.by_pair.items():
        made.add(Sums(ranges=ranges_of(outcomes(pairs, today, unmoved, settings), cost)))
    return made


def exposures(found: Shift) -> Iterator[Exposure]:
    """Each municipality of the list, the one whose costs per inhabitant grow most first; unknown inhabitants last."""
    dear = found.costliest
    piece = Fraction(dear.sums.cost_ore, dear.sums.volume) if dear else None
    made = [_exposure(found.places[group.key], group.sums, piece) for group in found.by_municipality if group.key]
    yield from sorted(made, key=_growth, reverse=True)


def _exposure(place: Place, sums: Sums, piece: Fraction | None) -> Exposure:
    before, after, net = (sums.get(f"{part}.{MUNICIPALITY}") for part in ("before", "after", "net"))
    each = Fraction(1, place.inhabitants) if place.inhabitants else None
    return Exposure(
        place,
        sums,
        None if each is None else _times(before, each),
        None if each is None else _times(after, each),
        (Fraction(net.low, before.high), Fraction(net.high, before.high)) if before.high > 0 else None,
        piece / after.high if piece is not None and after.high > 0 else None,
    )


def _growth(one: Exposure) -> tuple[bool, Fraction, str]:
    net = one.sums.get(f"net.{MUNICIPALITY}").high
    return one.place.inhabitants is not None, Fraction(net, one.place.inhabitants or 1), one.place.code


def _times(found: Range, factor: Fraction) -> Range:
    return Range(round_half_up(found.low * factor), round_half_up(found.high * factor))
