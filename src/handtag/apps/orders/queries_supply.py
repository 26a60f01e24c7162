"""Where ordered goods can come from: shelves, what is being made ready for the next person, purchases. Counts through articles: how
many there are says nothing about any person.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Count, F, Q, Sum

from handtag.apps.catalogue.models import Article
from handtag.apps.catalogue.queries import equivalents_of
from handtag.apps.orders.models import OrderLine
from handtag.apps.stock.models import Balance
from handtag.domain.ordering import GOODS, RECONDITIONING_DAYS, RECONDITIONING_STATES, Supply
from handtag.domain.stores import STAFFED

Chain = frozenset[int]
Chains = Mapping[int, Chain]


def supplies(
    articles: Iterable[Article],
    days: int = RECONDITIONING_DAYS,
    *,
    exactly: Collection[int] = (),
    but: Collection[int] = (),
    chains: Chains | None = None,
) -> dict[int, Supply]:
    """The supply of each article, by its row, in a fixed number of questions. `exactly` are articles that nothing may stand in for;
    `but` are order lines that do not count as waiting: those that are asked for; `chains` what chains_of said, when it has been asked.
    """
    wanted = list(articles)
    alone = {article.pk: frozenset({article.pk}) for article in wanted if article.pk in exactly}
    chains = {**(chains_of([article for article in wanted if article.pk not in exactly]) if chains is None else chains), **alone}
    every = sorted({pk for article in wanted for pk in chains[article.pk]})
    marked = _marked(every)
    waiting = _waiting(every, but)
    lying = Balance.objects.filter(article_id__in=every, location__kind__in=STAFFED)
    pieces = dict(lying.order_by().values_list("article_id").annotate(Sum("quantity")))
    found = {}
    for article in wanted:
        chain = chains[article.pk]
        queued = sum(waiting.get(pk, 0) for pk in chain)
        if article.kind == "device":
            free, coming = sum(marked[pk][0] for pk in chain), sum(marked[pk][1] for pk in chain) - queued
        else:
            free, coming = pieces.get(article.pk, 0) - waiting.get(article.pk, 0), 0
        found[article.pk] = Supply(article.kind, free, coming, article.lead_time_days, days)
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


def _waiting(pks: Collection[int], but: Collection[int]) -> dict[int, int]:
    """Article → pieces on lines that nothing has been taken for yet."""
    lines = OrderLine.objects.filter(article_id__in=pks, state="placed", device=None, order__kind__in=GOODS).exclude(pk__in=but)
    return dict(lines.order_by().values_list("article_id").annotate(Sum("quantity")))
