"""Stocktakes as pages read them. Whoever counts sees what has been counted, and never what the books say before it is compared."""

from dataclasses import dataclass

from django.db.models import QuerySet

from handtag.apps.catalogue.models import Article
from handtag.apps.stock.models import Balance
from handtag.apps.stores.models import Count, Difference, Level, Stocktake
from handtag.domain.access import Viewer
from handtag.domain.stocktaking import SHORT
from handtag.domain.values.errors import NotFound

LATEST = 20


@dataclass(frozen=True)
class CountingPage:
    """`left` are articles that pieces should lie of and that nobody has counted; how many is not told."""

    stocktake: Stocktake
    counted: int
    latest: tuple[Count, ...]
    left: tuple[Article, ...]


@dataclass(frozen=True)
class DifferencePage:
    """What differs, what it is worth in all (more less missing), and whether the viewer has had a hand in it."""

    stocktake: Stocktake
    differences: tuple[Difference, ...]
    value_ore: int
    missing_ore: int
    own: bool


def stocktake_for_page(viewer: Viewer, stocktake_id: int) -> Stocktake:
    """Raises NotFound."""
    rows: QuerySet[Stocktake] = Stocktake.objects.visible_to(viewer)
    found = rows.select_related("location").filter(pk=stocktake_id).first()
    if found is None:
        raise NotFound("stocktaking.no_stocktake", field="stocktake_id")
    return found


def counting(stocktake: Stocktake) -> CountingPage:
    counts = Count.objects.filter(stocktake=stocktake)
    done = counts.filter(device=None).values("article_id")
    there = Balance.objects.filter(location_id=stocktake.location_id, quantity__gt=0)
    if stocktake.area:
        kept = Level.objects.filter(store_id=stocktake.location_id, bin__startswith=stocktake.area)
        there = there.filter(article_id__in=kept.values("article_id"))
    left = Article.objects.filter(pk__in=there.values("article_id")).exclude(pk__in=done).order_by("name", "number")
    latest = counts.filter(round=stocktake.round).select_related("article", "device").order_by("-pk")
    return CountingPage(stocktake, latest.count(), tuple(latest[:LATEST]), tuple(left))


def differing(viewer: Viewer, stocktake: Stocktake) -> DifferencePage:
    found = tuple(
        Difference.objects.filter(stocktake=stocktake).select_related("article", "device").order_by("cause", "article__name", "pk")
    )
    hands = set(Count.objects.filter(stocktake=stocktake).values_list("counted_by", flat=True))
    return DifferencePage(
        stocktake, found, sum(one.value_ore for one in found), -sum(one.value_ore for one in found if one.cause in SHORT),
        own=viewer.code in hands | {stocktake.started_by, stocktake.compared_by},
    )  # fmt: skip


def counted_now(viewer: Viewer, location_code: str, bin: str) -> Stocktake | None:
    """The stocktake that is being counted where someone stands: of the bin's area, else of the only area that is counted there."""
    rows: QuerySet[Stocktake] = Stocktake.objects.visible_to(viewer)
    here = list(rows.filter(location__code=location_code, location__centre_id=viewer.centre_id, state="counting").order_by("pk"))
    of_the_bin = [one for one in here if bin.startswith(one.area)] if bin else []
    found = of_the_bin or (here if len(here) == 1 else [])
    return found[0] if found else None
