"""What has to be bought, as the buyer sees it: each article's need with the numbers it comes from, from whom and at what price."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Count, F, Q, Sum

from handtag.apps.catalogue.models import Article, Equivalence, PriceVersion
from handtag.apps.catalogue.queries import stand_in_ids
from handtag.apps.orders.models import OrderLine
from handtag.apps.procurement.queries import offers_for
from handtag.apps.purchasing.models import PurchaseLine, ReorderRule
from handtag.apps.stock.models import Balance, CountedMove, Device, Move
from handtag.domain.access import Viewer
from handtag.domain.ordering import GOODS
from handtag.domain.procurement.offers import Offer
from handtag.domain.purchasing.need import PERIOD_DAYS, PERIODS, Asked, Flow, Need, Rule, Standing, net_need, reuse_first
from handtag.domain.purchasing.orders import OPEN_STATES
from handtag.domain.values.errors import NotFound

HANDED_OUT = ("delivered", "delivered_to_unit")
CAME_BACK, MADE_READY = "returned", "reconditioned"
USED_UP = ("picked", "released", "returned", "mounted", "detached", "used_up")
"""Counted moves that are use, and what takes it back."""
ON_ITS_WAY_BACK = ("returned", "washed", "inspected", "going_home", "at_workshop")


@dataclass(frozen=True)
class Proposal:
    """What is proposed to be bought of an article: `offer` is the framework agreement's first in rank, None when none has it;
    `price_ore` is a piece's without VAT, from the offer or what it last cost.
    """

    article: Article
    need: Need
    offer: Offer | None
    price_ore: int

    @property
    def supplier(self) -> str:
        return self.offer.supplier if self.offer else self.article.supplier.name

    @property
    def amount_ore(self) -> int:
        return self.need.quantity * self.price_ore


@dataclass(frozen=True)
class SupplierProposals:
    """What is proposed to be bought from one supplier: what the agreements price first, by rank, then article number."""

    supplier: str
    rows: tuple[Proposal, ...]

    @property
    def amount_ore(self) -> int:
        return sum(row.amount_ore for row in self.rows)


def proposals(viewer: Viewer, on: date) -> list[SupplierProposals]:
    """Everything that has to be bought on a day, by supplier."""
    needs = [need for need in _needs(viewer, on, None) if need.quantity]
    rows = _priced(needs, on)
    rows.sort(key=lambda row: (row.supplier, row.offer is None, row.offer.rank if row.offer else 0, row.article.number))
    return [SupplierProposals(supplier, tuple(group)) for supplier, group in groupby(rows, key=lambda row: row.supplier)]


def proposal_of(viewer: Viewer, number: str, on: date) -> tuple[Proposal, tuple[Offer, ...]]:
    """One article's need, also when nothing is bought, with every offer in the order they are to be used. Raises NotFound."""
    article = Article.objects.filter(centre_id=viewer.centre_id, number=number).first()
    if article is None:
        raise NotFound("catalogue.no_article", field="article_number", article=number)
    need = next(need for need in _needs(viewer, on, stand_in_ids(article) | {article.pk}) if need.asked.article == article.pk)
    return _priced([need], on)[0], offers_for([article.pk], on)[article.pk]


def rule_of(article: Article) -> Rule:
    """What the buyer has decided for the article; as computed when nothing is decided."""
    return _rules([article.pk]).get(article.pk, Rule())


def _needs(viewer: Viewer, on: date, wanted: Collection[int] | None) -> list[Need]:
    """The needs of some articles, or of every article that is used, owed or has a rule; equivalents first used up."""
    used, returned, ready = _flows(viewer, on, wanted)
    free, coming, back, owed = _free(viewer, wanted), _coming(viewer, wanted), _coming_back(viewer, wanted), _owed(viewer, wanted)
    rules = _rules(wanted)
    ids = set(wanted) if wanted is not None else used.keys() | owed.keys() | rules.keys() | free.keys()
    families = _families(wanted)
    articles = Article.objects.filter(_of(wanted, "pk"), centre_id=viewer.centre_id).exclude(kind="service")
    asked = [
        Asked(
            article=article.pk,
            assortment=article.assortment,
            lead_time_days=article.lead_time_days,
            flow=Flow(used.get(article.pk, ()), returned.get(article.pk, 0), ready.get(article.pk, 0)),
            standing=Standing(free.get(article.pk, 0), coming.get(article.pk, 0), back.get(article.pk, 0), owed.get(article.pk, 0)),
            rule=rules.get(article.pk, Rule()),
            families=families[article.pk],
        )
        for article in articles.only("pk", "assortment", "lead_time_days").order_by("number")
        if article.pk in ids
    ]
    return reuse_first(net_need(one) for one in asked)


def _priced(needs: Iterable[Need], on: date) -> list[Proposal]:
    by_article = {need.asked.article: need for need in needs}
    offers = offers_for(by_article, on)
    prices = PriceVersion.objects.filter(article__in=by_article, valid_from__lte=on).order_by("valid_from")
    last = dict(prices.values_list("article_id", "purchase_ore"))
    found = []
    for article in Article.objects.filter(pk__in=by_article).select_related("supplier"):
        offer = next(iter(offers[article.pk]), None)
        found.append(Proposal(article, by_article[article.pk], offer, offer.amount_ore if offer else last.get(article.pk, 0)))
    return found


def _flows(viewer: Viewer, on: date, wanted: Collection[int] | None) -> tuple[dict[int, tuple[int, ...]], dict[int, int], dict[int, int]]:
    """Pieces used by article in each whole period before the day, oldest first; and how many devices came back and were made ready."""
    first = on - timedelta(days=PERIOD_DAYS * PERIODS)
    used: dict[int, list[int]] = defaultdict(lambda: [0] * PERIODS)
    returned: dict[int, int] = defaultdict(int)
    ready: dict[int, int] = defaultdict(int)
    moves = Move.objects.filter(device__centre_id=viewer.centre_id, kind__in=[*HANDED_OUT, CAME_BACK, MADE_READY])
    days = moves.filter(_of(wanted, "device__article"), moved_on__gte=first, moved_on__lt=on).order_by()
    for article, kind, day, count in days.values_list("device__article_id", "kind", "moved_on").annotate(count=Count("pk")):
        if kind in HANDED_OUT:
            used[article][(day - first).days // PERIOD_DAYS] += count
        else:
            (returned if kind == CAME_BACK else ready)[article] += count
    pieces = CountedMove.objects.filter(location__centre_id=viewer.centre_id, kind__in=USED_UP)
    counted = pieces.filter(_of(wanted, "article"), moved_on__gte=first, moved_on__lt=on).order_by()
    for article, day, quantity in counted.values_list("article_id", "moved_on").annotate(quantity=Sum("quantity")):
        used[article][(day - first).days // PERIOD_DAYS] -= quantity
    return {article: tuple(max(0, count) for count in counts) for article, counts in used.items()}, returned, ready


def _free(viewer: Viewer, wanted: Collection[int] | None) -> dict[int, int]:
    """Devices in stock that nothing keeps back, and pieces, by article."""
    devices = Device.objects.visible_to(viewer).filter(
        _of(wanted, "article"), centre_id=viewer.centre_id, location__centre_id=viewer.centre_id, state="in_stock"
    )
    unblocked = devices.filter(blocked=False).order_by()
    pieces = Balance.objects.filter(_of(wanted, "article"), location__centre_id=viewer.centre_id, quantity__gt=0).order_by()
    return {
        **dict(unblocked.values_list("article_id").annotate(count=Count("pk"))),
        **dict(pieces.values_list("article_id").annotate(count=Sum("quantity"))),
    }


def _coming(viewer: Viewer, wanted: Collection[int] | None) -> dict[int, int]:
    """What is on purchase orders, also on drafts and what waits for control, by article."""
    lines = PurchaseLine.objects.filter(_of(wanted, "article"), order__centre_id=viewer.centre_id, state__in=["draft", *OPEN_STATES])
    return dict(lines.order_by().values_list("article_id").annotate(count=Sum(F("quantity") - F("cancelled") - F("accepted"))))


def _coming_back(viewer: Viewer, wanted: Collection[int] | None) -> dict[int, int]:
    devices = Device.objects.visible_to(viewer).filter(_of(wanted, "article"), centre_id=viewer.centre_id, state__in=ON_ITS_WAY_BACK)
    return dict(devices.order_by().values_list("article_id").annotate(count=Count("pk")))


def _owed(viewer: Viewer, wanted: Collection[int] | None) -> dict[int, int]:
    """What customers have ordered and no goods are set aside for, by the article they asked for."""
    waiting = Q(article__kind="device", state="placed", device=None) | (~Q(article__kind="device") & Q(state__in=["placed", "allocated"]))
    lines = OrderLine.objects.filter(waiting, _of(wanted, "article"), order__centre_id=viewer.centre_id, order__kind__in=GOODS)
    return dict(lines.order_by().values_list("article_id").annotate(count=Sum("quantity")))


def _rules(wanted: Collection[int] | None) -> dict[int, Rule]:
    columns = ("article_id", "reorder_point", "safety_stock", "pack_size", "smallest_order")
    return {row[0]: Rule(*row[1:]) for row in ReorderRule.objects.filter(_of(wanted, "article")).values_list(*columns)}


def _families(wanted: Collection[int] | None) -> dict[int, frozenset[int]]:
    groups: dict[int, set[int]] = defaultdict(set)
    for article, group in Equivalence.objects.filter(_of(wanted, "article")).values_list("article_id", "group_id"):
        groups[article].add(group)
    return defaultdict(frozenset, {article: frozenset(found) for article, found in groups.items()})


def _of(wanted: Collection[int] | None, field: str) -> Q:
    return Q() if wanted is None else Q(**{f"{field}__in": list(wanted)})


def periods(on: date) -> Iterator[tuple[date, date]]:
    """First and last day of each period that a flow on the day is counted in, oldest first."""
    first = on - timedelta(days=PERIOD_DAYS * PERIODS)
    for number in range(PERIODS):
        begins = first + timedelta(days=PERIOD_DAYS * number)
        yield begins, begins + timedelta(days=PERIOD_DAYS - 1)
