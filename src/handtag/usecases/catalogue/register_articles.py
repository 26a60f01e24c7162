"""Articles are taken into a centre's catalogue, all of them or none."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from handtag.apps.catalogue import store
from handtag.apps.catalogue.models import Article, Supplier
from handtag.apps.catalogue.store import details as store_details
from handtag.apps.organisations import store as organisations
from handtag.apps.organisations.models import DeviceCentre
from handtag.domain import catalogue
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class NewArticle:
    """`fits` are article numbers of main devices; `equivalence_group` names the replacement group it joins (six ISO digits in common);
    `series` names a product line of the supplier; `gtin` has 8, 12, 13 or 14 digits.
    """

    number: str
    name: str
    iso_code: str
    kind: str
    supplier: str
    lead_time_days: int
    assortment: str = "stocked"
    description: str = ""
    equivalence_group: str = ""
    fits: tuple[str, ...] = ()
    series: str = ""
    supplier_number: str = ""
    gtin: str = ""


@dataclass(frozen=True)
class RegisterArticles:
    centre_id: int
    articles: tuple[NewArticle, ...]


@use_case(Permission.MANAGE_CATALOGUE, audits="catalogue.articles_registered")
def register_articles(ctx: Context, data: RegisterArticles) -> int:
    """Article numbers are text and unique at a centre, names keep to the naming rule, and a replacement group never crosses six digits.

    Raises Refused naming row and field; then nothing is registered. Answers with the number of articles.
    """
    centre = organisations.centre_by_id(data.centre_id)
    if centre is None:
        raise NotFound("organisations.no_centre", field="centre_id")
    ctx.require(Permission.MANAGE_CATALOGUE, within=ctx.viewer.centre_id in {0, centre.pk})
    mains = _refuse_unreadable(data)
    made = _add(centre, data.articles)
    known = mains | {article.number: article for article in made}
    store.add_fits((known[new.number], known[main]) for new in data.articles for main in new.fits)
    store.join_groups(centre, [(known[new.number], new.equivalence_group) for new in data.articles if new.equivalence_group])
    for state in catalogue.ASSORTMENT:
        decided = [article for article in made if article.assortment == state]
        store_details.add_decisions(decided, assortment=state, valid_from=ctx.today, decided_by=ctx.viewer.code, at=ctx.now)
    store.changed(centre.pk)
    ctx.audit("catalogue.articles_registered", f"centre:{centre.pk}", articles=len(made))
    return len(made)


def _add(centre: DeviceCentre, articles: Iterable[NewArticle]) -> list[Article]:
    new = list(articles)
    suppliers = store.suppliers_by_name(article.supplier for article in new)
    series = store_details.series_by_name(centre, [(suppliers[one.supplier], one.series) for one in new if one.series])
    rows = []
    for article in new:
        supplier = suppliers[article.supplier]
        rows.append(_row(article, supplier) | {"series": series.get((supplier.pk, article.series))})
    return store.add_articles(centre, rows)


def _row(article: NewArticle, supplier: Supplier) -> dict[str, object]:
    plain = ("number", "name", "iso_code", "kind", "lead_time_days", "assortment", "description", "supplier_number")
    own = {"gtin": catalogue.gtin14(article.gtin), "supplier": supplier}
    return {name: getattr(article, name) for name in plain} | own


def _refuse_unreadable(data: RegisterArticles) -> dict[str, Article]:
    new = Counter(article.number for article in data.articles)
    taken = store.articles_by_number(data.centre_id, new)
    groups = store.groups_by_name(data.centre_id, {a.equivalence_group for a in data.articles if a.equivalence_group})
    mains = store.articles_by_number(data.centre_id, {main for article in data.articles for main in article.fits})
    gtins: dict[str, str] = {}
    for row, article in enumerate(data.articles, 1):
        if not article.number.strip() or article.number in taken or new[article.number] > 1:
            raise Refused("catalogue.number_taken", field="number", row=row, value=article.number)
        if not article.iso_code.isdigit() or len(article.iso_code) not in {6, 8}:
            raise Refused("catalogue.bad_iso_code", field="iso_code", row=row, value=article.iso_code)
        catalogue.require_name(article.name, row=row)
        _refuse_taken_gtin(data.centre_id, article, gtins, row)
        group = article.equivalence_group
        if group and groups.setdefault(group, article.iso_code[:6]) != article.iso_code[:6]:
            raise Refused("catalogue.group_crosses_divisions", field="equivalence_group", row=row, value=group)
        for main in article.fits:
            if main not in mains and main not in new:
                raise Refused("catalogue.unknown_main", field="fits", row=row, value=main)
    return mains


def _refuse_taken_gtin(centre_id: int, article: NewArticle, seen: dict[str, str], row: int) -> None:
    gtin = catalogue.gtin14(article.gtin)
    other = store_details.article_with_gtin(centre_id, gtin)
    holder = other.number if other else seen.setdefault(gtin, article.number) if gtin else article.number
    if holder != article.number:
        raise Refused("catalogue.gtin_taken", field="gtin", row=row, article=holder)
