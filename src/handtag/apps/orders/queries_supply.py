"""Where ordered goods can come from: shelves, what is being made ready for the next person, purchases. Counts through articles: how
many there are says nothing about any person.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from django.db.models import Count, F, Q, Sum

from handtag.apps.catalogue.models import Article
from handtag.apps.catalogue.queries import equivalents_of
from handtag.apps.orders.models import OrderLine
from handtag.apps.stock.models import Balance
from handtag.domain.ordering import GOODS, RECONDITIONING_DAYS, RECONDITIONING_STATES, Supply
from handtag.domain.stores import STAFFED

Chain = frozenset[int]
Chains = Mapping[int, Chain]


class Expects(Protocol):
    """What suppliers owe of articles, by their rows: days and pieces. Buying is above ordering, so that whoever asks for a promise brings
    the answer along.
    """

    def __call__(self, articles: Iterable[int], /) -> Mapping[int, Sequence[tuple[date, int]]]: ...


def supplies(
    articles: Iterable[Article],
    days: int = RECONDITIONING_DAYS,
    *,
    on: date,
    expects: Expects,
    exactly: Collection[int] = (),
    but: Collection[int] = (),
    chains: Chains | None = None,
) -> dict[int, Supply]:
    """The supply of each article, by its row, in a fixed number of questions. `exactly` are articles that nothing may stand in for;
    `but` are order lines that do not count as waiting: those that are asked for; `chains` what chains_of said, when it has been asked.
    What a supplier should have brought before the day `on` is late: nothing is promised on it.
    """
    wanted = list(articles)
    alone = {article.pk: frozenset({article.pk}) for article in wanted if article.pk in exactly}
    chains = {**(chains_of([article for article in wanted if article.pk not in exactly]) if chains is None else chains), **alone}
    every = sorted({pk for article in wanted for pk in chains[article.pk]})
    marked = _marked(every)
    waiting, ahead = _waiting(every, but)
    lying = Balance.objects.filter(article_id__in=every, location__kind__in=STAFFED)
    pieces = dict(lying.order_by().values_list("article_id").annotate(Sum("quantity")))
    owed = expects([article.pk for article in wanted])
    found = {}
    for article in wanted:
        chain = chains[article.pk]
        queued = sum(waiting[pk] for pk in chain)
        if article.kind == "device":
            free, coming = sum(marked[pk][0] for pk in chain), sum(marked[pk][1] for pk in chain) - queued
        else:
            free, coming = pieces.get(article.pk, 0) - waiting[article.pk], 0
        expected = tuple(((day - on).days, n) for day, n in owed.get(article.pk, ()) if day >= on)
        found[article.pk] = Supply(article.kind, free, coming, article.lead_time_days, days, expected, ahead[article.pk])
    return found


def chains_of(articles: Sequence[Article]) -> dict[int, Chain]:
    """Article → itself and what may stand in for it."""
    instead = equivalents_of(articles)
    return {article.pk: frozenset({article.pk, *(other.article.pk for other in instead[article.pk])}) for article in articles}


def _marked(pks: Collection[int]) -> dict[int, tuple[int, int]]:
    """Article → marked devices in stock, and those that are being made ready."""
    here = Q(devices__location__kind__in=STAFFED, devices__location__centre_id=F("centre_id"))  # not what another centre has borrowed
    counted = Article.objects.filter(pk__in=pks).annotate(
        free=Count("devices", filter=here & Q(devices__state="in_stock", devices__blocked=False)),
        coming=Count("devices", filter=Q(devices__state__in=RECONDITIONING_STATES, devices__blocked=False)),
    )
    return {pk: (free, coming) for pk, free, coming in counted.values_list("pk", "free", "coming")}


def _waiting(pks: Collection[int], but: Collection[int]) -> tuple[Counter[int], Counter[int]]:
    """Article → pieces on lines that nothing has been taken for yet; and those of them that a purchase was promised for."""
    lines = OrderLine.objects.filter(article_id__in=pks, state="placed", device=None, order__kind__in=GOODS).exclude(pk__in=but)
    every: Counter[int] = Counter()
    bought: Counter[int] = Counter()
    for article, waits_for, pieces in lines.order_by().values_list("article_id", "waits_for").annotate(Sum("quantity")):
        every[article] += pieces
        if waits_for == "purchase":
            bought[article] += pieces
    return every, bought
