"""Ask another device centre of the county to sell or lend goods."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.catalogue import store as catalogue
from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import DeviceCentre
from handtag.apps.stock import store as stock
from handtag.apps.stores.store import centres
from handtag.domain import stores
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class AskedGoods:
    """The asking centre's own article number."""

    article_number: str
    quantity: int


@dataclass(frozen=True)
class AskCentre:
    """`kind` is `sale` or `loan`; `return_on` is the last day of a loan. The goods are for the store `to_location` of the asking centre."""

    kind: str
    centre_id: int
    to_location: str
    lines: tuple[AskedGoods, ...]
    return_on: date | None = None
    note: str = ""


@use_case(Permission.HANDLE_STOCK, audits="stores.centre_asked")
def ask_centre(ctx: Context, data: AskCentre) -> int:
    """Centres of a county buy, sell and lend goods between them (Uppsala agreement, annex 2, operative level).

    Whether the other has any is not told: it answers itself. Answers the request's id. Raises NotFound, Refused: an article that the
    other centre does not have, or a loan of what is not marked one by one.
    """
    ctx.require(Permission.HANDLE_STOCK)
    stores.check_request(data.kind, data.return_on, today=ctx.today)
    other = centres.other_centre(ctx.viewer, data.centre_id)
    target = stock.location_of(ctx.viewer.centre_id, data.to_location, field="to_location")
    stores.check_wanted((line.article_number, line.quantity) for line in data.lines)
    wanted = _wanted(ctx, data, other)
    made = centres.add_request(
        data.kind, ctx.viewer, other, target, return_on=data.return_on, note=data.note.strip()[:200], asked_at=ctx.now,
        asked_by=ctx.viewer.code,
    )  # fmt: skip
    for article, theirs, quantity in wanted:
        centres.add_line(made, article, theirs, quantity)
    ctx.audit("stores.centre_asked", f"centre_request:{made.number}", kind=data.kind, centre=other.pk, lines=len(wanted))
    return int(made.pk)


def _wanted(ctx: Context, data: AskCentre, other: DeviceCentre) -> list[tuple[Article, Article, int]]:
    """Each article with what the other centre calls it, and how many."""
    articles = catalogue.articles_by_number(ctx.viewer.centre_id, [line.article_number for line in data.lines])
    found = []
    for line in data.lines:
        article = articles.get(line.article_number)
        if article is None or article.kind == "service":
            raise NotFound("catalogue.no_article", field="lines", article=line.article_number)
        if data.kind == stores.LOAN and article.kind != "device":
            raise Refused("stores.only_marked_are_lent", field="lines", article=article.number)
        theirs = centres.counterpart(article, other)
        if theirs is None:
            raise Refused("stores.no_counterpart", field="lines", article=article.number, centre=other.name)
        found.append((article, theirs, line.quantity))
    if len({theirs.pk for _, theirs, _ in found}) < len(found):
        raise Refused("stores.article_twice", field="lines", article=found[-1][0].number)
    return found
