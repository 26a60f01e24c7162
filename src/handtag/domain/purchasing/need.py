"""What has to be bought: the need less what lies free, is on its way or comes back from reconditioning. Whole pieces, no rows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor, isqrt

PERIOD_DAYS = 28  # four weeks: the same weekdays in each, so that months of different length do not look like changes in use
PERIODS = 6  # about half a year: long enough to be steady, short enough to follow what has changed
REVIEW_DAYS = 28  # bought so that it lasts until the article is looked at again
SERVICE_SQUARED = Fraction(27225, 10_000)  # 1.65²: goods are there in 95 of 100 lead times when use is normally distributed
MOST_PIECES = 100_000


@dataclass(frozen=True)
class Rule:
    """What the buyer has decided for an article; None: computed from how it is used."""

    reorder_point: int | None = None
    safety_stock: int | None = None
    pack_size: int = 1
    smallest_order: int = 1


@dataclass(frozen=True)
class Flow:
    """What an article did in the last whole periods of four weeks: pieces used in each (oldest first), devices that came back in all of
    them, and how many of those went into stock again.
    """

    used: tuple[int, ...] = ()
    returned: int = 0
    reconditioned: int = 0

    @property
    def days(self) -> int:
        return len(self.used) * PERIOD_DAYS


@dataclass(frozen=True)
class Standing:
    """Where an article stands today, in pieces: free in the stores, on purchase orders, between return and shelf, ordered by customers
    without goods for it.
    """

    free: int = 0
    coming: int = 0
    in_reconditioning: int = 0
    owed: int = 0


@dataclass(frozen=True)
class Asked:
    """Everything the need of one article is computed from. Two articles that share a family stand in for each other."""

    article: int
    assortment: str
    lead_time_days: int
    flow: Flow = Flow()
    standing: Standing = Standing()
    rule: Rule = Rule()
    families: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Need:
    """The answer with every number it came from, so that a page can show the sum. `quantity` 0: nothing to buy."""

    asked: Asked
    used_in_lead_time: int
    safety_stock: int
    reorder_point: int
    coming_back: int
    """Devices that reconditioning gives before a purchase made today has come."""
    position: int
    """Free, on its way and coming back, less what customers wait for."""
    up_to: int
    from_equivalents: int
    quantity: int


def net_need(asked: Asked) -> Need:
    """What is bought of an article today: when what there is and what comes does not reach above the reorder point, as much as lasts for
    the lead time and the time until it is looked at again (Norrbotten final report 2021, "6 Inköp": reorder points, safety stock, lead
    times, planned reconditioning, needs of single customers).

    What is kept to order is bought for those who wait only, and what is being phased out is not bought.
    """
    stocked = asked.assortment == "stocked"
    used = _over(asked.flow, asked.lead_time_days) if stocked else 0
    safety = _first_given(asked.rule.safety_stock, safety_stock(asked.flow, asked.lead_time_days)) if stocked else 0
    point = _first_given(asked.rule.reorder_point, used + safety) if stocked else 0
    back = coming_back(asked.flow, asked.standing.in_reconditioning, asked.lead_time_days)
    here = asked.standing
    position = here.free + here.coming + back - here.owed
    up_to = point + (_over(asked.flow, REVIEW_DAYS) if stocked else 0)
    is_short = position <= point if stocked and point else position < 0
    wanted = up_to - position if is_short and asked.assortment != "phased_out" else 0
    return Need(asked, used, safety, point, back, position, up_to, 0, in_packs(wanted, asked.rule))


def reuse_first(needs: Iterable[Need]) -> list[Need]:
    """What equivalents have to spare is used before anything is bought, each piece once (replacement chain: reuse before purchase).

    An article has to spare what lies free above its own reorder point; one that is phased out all of it.
    """
    given = list(needs)
    spare = {need.asked.article: _to_spare(need) for need in given if need.asked.families and not need.quantity}
    members: dict[int, list[int]] = defaultdict(list)
    for need in given:
        for family in need.asked.families:
            members[family].append(need.asked.article)
    return [
        _reusing(need, spare, sorted({a for f in need.asked.families for a in members[f]})) if need.quantity else need for need in given
    ]


def safety_stock(flow: Flow, lead_time_days: int) -> int:
    """What is kept for a lead time with more use than usual: 1.65 standard deviations, which is enough in 95 of 100."""
    periods = len(flow.used)
    if periods < 2:
        return 0
    mean = Fraction(sum(flow.used), periods)
    variance = sum(((used - mean) ** 2 for used in flow.used), Fraction(0)) / (periods - 1)
    squared = SERVICE_SQUARED * variance * Fraction(lead_time_days, PERIOD_DAYS)
    root = isqrt(floor(squared))
    return root if root * root == squared else root + 1


def coming_back(flow: Flow, in_reconditioning: int, days: int) -> int:
    """Devices that reach the shelf again within so many days: those under way now, or as many as usually come, whichever is more.

    Of those under way so many are counted as usually are fit; all of them when nothing is known.
    """
    fit = min(Fraction(1), Fraction(flow.reconditioned, flow.returned)) if flow.returned else Fraction(1)
    usual = Fraction(flow.reconditioned * days, flow.days) if flow.days else Fraction(0)
    return floor(max(in_reconditioning * fit, usual))


def in_packs(wanted: int, rule: Rule) -> int:
    """As many as the supplier sells: at least the smallest order, in whole packs; nothing when nothing is wanted."""
    if wanted <= 0:
        return 0
    return -(-max(wanted, rule.smallest_order) // rule.pack_size) * rule.pack_size


def _to_spare(need: Need) -> int:
    return max(0, min(need.asked.standing.free, need.position - need.reorder_point))


def _reusing(need: Need, spare: dict[int, int], equivalents: Iterable[int]) -> Need:
    wanted = need.up_to - need.position
    taken = 0
    for article in equivalents:
        pieces = min(spare.get(article, 0), wanted - taken)
        if pieces:
            spare[article] -= pieces
            taken += pieces
    return replace(need, from_equivalents=taken, quantity=in_packs(wanted - taken, need.asked.rule))


def _first_given(decided: int | None, computed: int) -> int:
    return computed if decided is None else decided


def _over(flow: Flow, days: int) -> int:
    """Pieces used in so many days at the pace of the periods, a begun piece counted whole."""
    return ceil(Fraction(sum(flow.used) * days, flow.days)) if flow.days else 0
