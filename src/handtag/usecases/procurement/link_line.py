"""A line of a framework agreement is said to be an article of ours."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.catalogue import store as catalogue
from handtag.apps.procurement import store
from handtag.domain.access import Permission
from handtag.domain.procurement.lists import key_of
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class LinkLine:
    """`number` is the supplier's, `article_number` ours."""

    agreement_key: UUID
    number: str
    article_number: str


@use_case(Permission.PROCURE, audits="procurement.line_linked")
def link_line(ctx: Context, data: LinkLine) -> None:
    """The agreement's price is then the article's; another article that the line was before has it no more. Raises NotFound."""
    agreement = store.lock_agreement(ctx.viewer, data.agreement_key)
    ctx.require(Permission.PROCURE)
    line = store.lock_line(agreement, key_of(data.number))
    if line is None:
        raise NotFound("procurement.no_line", field="number")
    article = catalogue.articles_by_number(agreement.centre_id, [data.article_number]).get(data.article_number)
    if article is None:
        raise NotFound("catalogue.no_article", field="article_number", article=data.article_number)
    store.link(line, article)
    ctx.audit("procurement.line_linked", f"framework_agreement:{agreement.key}", line=line.number, article=article.number)
