"""The day each line of an order would come, before it is placed: as placing it would promise. Nothing is reserved here."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from handtag.apps.catalogue.models import Article
from handtag.apps.orders.queries_supply import Chains, Expects, supplies
from handtag.domain.agreement.schema import Agreement
from handtag.domain.ordering import cut_off, delaying, promise_date, reconditioning_days, source
from handtag.domain.values.errors import Refused
from handtag.files.working_days import is_working_day


@dataclass(frozen=True)
class Asked:
    """An article that would be ordered; `exactly`: no equivalent instead."""

    article: Article
    quantity: int = 1
    exactly: bool = False


@dataclass(frozen=True)
class Promise:
    """What a line would wait for, and its day; without a delivery day at the point there is none. `delays` the rest."""

    article: Article
    quantity: int
    waits_for: str
    comes_on: date | None
    delays: bool = False


def promises(
    asked: Sequence[Asked], now: datetime, document: Agreement, weekdays: str, *, expects: Expects, chains: Chains | None = None
) -> list[Promise]:
    """One promise for each that is asked for, in the same order. `now` is Swedish local time; `weekdays` the delivery point's; `expects`
    answers what suppliers owe; `chains` what may stand in for each article, when it has been asked.
    """
    days = reconditioning_days(document, now.date())
    exact = {one.article.pk for one in asked if one.exactly}
    found = supplies([one.article for one in asked], days, on=now.date(), expects=expects, exactly=exact, chains=chains)
    latest = cut_off(document, now.date())
    taken: Counter[int] = Counter()
    waits = []
    for one in asked:
        waits.append(source(found[one.article.pk].without(taken[one.article.pk]), one.quantity))
        taken[one.article.pk] += one.quantity
    comes = [_day(now, weekdays, latest, lead) for _what, lead in waits]
    last = delaying((place, day) for place, day in enumerate(comes) if day is not None)
    return [
        Promise(one.article, one.quantity, what, day, place == last)
        for place, (one, (what, _lead), day) in enumerate(zip(asked, waits, comes, strict=True))
    ]


def _day(now: datetime, weekdays: str, latest: time, lead_time_days: int) -> date | None:
    """The day it would come; None when the delivery point has no delivery day."""
    try:
        return promise_date(now, weekdays=weekdays, cut_off=latest, is_working_day=is_working_day, lead_time_days=lead_time_days)
    except Refused:
        return None
