"""What the catalogue says of one article is put right."""

from dataclasses import dataclass

from handtag.apps.agreements.queries import known_words
from handtag.apps.catalogue import store
from handtag.apps.catalogue.store import details as store_details
from handtag.apps.organisations.queries import county_agreement
from handtag.domain import catalogue
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class ChangeArticle:
    """Everything a person may change of an article; its number, ISO code and kind stay what they are. `series` names a product line of
    the same supplier; empty: none. `product_word` is what prescribers call it, a word of the county's agreement that tells apart what the
    ISO code does not. `lead_time_days` are calendar days from purchase order to shelf.
    """

    article_number: str
    name: str
    description: str
    supplier: str
    supplier_number: str
    gtin: str
    lead_time_days: int
    series: str = ""
    product_word: str = ""


@use_case(Permission.MANAGE_CATALOGUE, audits="catalogue.article_changed")
def change_article(ctx: Context, data: ChangeArticle) -> None:
    """An article keeps to the naming rule, and a GTIN stands on one article. Raises NotFound, Refused naming the field."""
    article = store.lock_article(ctx.viewer.centre_id, data.article_number)
    if article is None:
        raise NotFound("catalogue.no_article", field="article_number")
    ctx.require(Permission.MANAGE_CATALOGUE)
    if data.name != article.name:
        catalogue.require_name(data.name)
    catalogue.require_lead_time(data.lead_time_days)
    if not data.supplier.strip():
        raise Refused("catalogue.supplier_missing", field="supplier")
    gtin = catalogue.gtin14(data.gtin)
    other = store_details.article_with_gtin(article.centre_id, gtin)
    if other is not None and other != article:
        raise Refused("catalogue.gtin_taken", field="gtin", article=other.number)
    if data.product_word != (article.product_word or ""):
        catalogue.require_product_word(data.product_word, article.iso_code, known_words(county_agreement(ctx.viewer), ctx.today))
    supplier = store.suppliers_by_name([data.supplier.strip()])[data.supplier.strip()]
    series = store_details.series_by_name(article.centre, [(supplier, data.series.strip())]) if data.series.strip() else {}
    values = {
        "name": data.name,
        "description": data.description.strip(),
        "supplier": supplier,
        "supplier_number": data.supplier_number.strip(),
        "gtin": gtin,
        "lead_time_days": data.lead_time_days,
        "product_word": data.product_word or None,
        "series": next(iter(series.values()), None),
    }
    changed = sorted(name for name, value in values.items() if getattr(article, name) != value)
    store_details.change_article(article, values)
    store.changed(article.centre_id)
    ctx.audit("catalogue.article_changed", f"article:{article.number}", changed=changed)
