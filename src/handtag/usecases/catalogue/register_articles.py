"""Articles are taken into a centre's catalogue, all of them or none."""

from collections import Counter
from dataclasses import dataclass

from handtag.apps.catalogue import store
from handtag.apps.catalogue.models import Article
from handtag.apps.organisations import store as organisations
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class NewArticle:
    """`fits` are article numbers of main devices; `equivalence_group` names the replacement group (six ISO digits in common)."""

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


@dataclass(frozen=True)
class RegisterArticles:
    centre_id: int
    articles: tuple[NewArticle, ...]


@use_case(Permission.MANAGE_CATALOGUE, audits="catalogue.articles_registered")
def register_articles(ctx: Context, data: RegisterArticles) -> int:
    """Article numbers are text and unique at a centre; a replacement group never crosses six ISO digits.

    Raises Refused naming row and field; then nothing is registered. Answers with the number of articles.
    """
    centre = organisations.centre_by_id(data.centre_id)
    if centre is None:
        raise NotFound("organisations.no_centre", field="centre_id")
    ctx.require(Permission.MANAGE_CATALOGUE, within=ctx.viewer.centre_id in {0, centre.pk})
    mains = _refuse_unreadable(data)
    suppliers = store.suppliers_by_name(article.supplier for article in data.articles)
    made = store.add_articles(centre, [_row(article) | {"supplier": suppliers[article.supplier]} for article in data.articles])
    known = mains | {article.number: article for article in made}
    store.add_fits((known[new.number], known[main]) for new in data.articles for main in new.fits)
    store.join_groups(centre, [(known[new.number], new.equivalence_group) for new in data.articles if new.equivalence_group])
    store.changed(centre.pk)
    ctx.audit("catalogue.articles_registered", f"centre:{centre.pk}", articles=len(made))
    return len(made)


def _row(article: NewArticle) -> dict[str, object]:
    text = f"{article.number} {article.name} {article.description} {article.iso_code}".casefold()
    plain = ("number", "name", "iso_code", "kind", "lead_time_days", "assortment", "description")
    return {name: getattr(article, name) for name in plain} | {"search_text": text}


def _refuse_unreadable(data: RegisterArticles) -> dict[str, Article]:
    new = Counter(article.number for article in data.articles)
    taken = store.articles_by_number(data.centre_id, new)
    groups = store.groups_by_name(data.centre_id, {a.equivalence_group for a in data.articles if a.equivalence_group})
    mains = store.articles_by_number(data.centre_id, {main for article in data.articles for main in article.fits})
    for row, article in enumerate(data.articles, 1):
        if not article.number.strip() or article.number in taken or new[article.number] > 1:
            raise Refused("catalogue.number_taken", field="number", row=row, value=article.number)
        if not article.iso_code.isdigit() or len(article.iso_code) not in {6, 8}:
            raise Refused("catalogue.bad_iso_code", field="iso_code", row=row, value=article.iso_code)
        group = article.equivalence_group
        if group and groups.setdefault(group, article.iso_code[:6]) != article.iso_code[:6]:
            raise Refused("catalogue.group_crosses_divisions", field="equivalence_group", row=row, value=group)
        for main in article.fits:
            if main not in mains and main not in new:
                raise Refused("catalogue.unknown_main", field="fits", row=row, value=main)
    return mains
