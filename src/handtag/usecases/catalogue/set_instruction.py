"""What whoever does a step with an article must know is written where the step is done."""

from dataclasses import dataclass

from handtag.apps.catalogue import store
from handtag.apps.catalogue.store import details as store_details
from handtag.domain import catalogue
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class SetInstruction:
    """`step` is goods_receipt, quality_control, pick, return or order. An empty text takes the instruction away. `for_series`: it holds
    for the whole series of the article; an article's own goes before it.
    """

    article_number: str
    step: str
    text: str
    for_series: bool = False


@use_case(Permission.MANAGE_CATALOGUE, audits="catalogue.instruction_set")
def set_instruction(ctx: Context, data: SetInstruction) -> None:
    """One instruction per article and step, shown at that step to whoever does it. Raises NotFound, Refused."""
    article = store.lock_article(ctx.viewer.centre_id, data.article_number)
    if article is None:
        raise NotFound("catalogue.no_article", field="article_number")
    ctx.require(Permission.MANAGE_CATALOGUE)
    catalogue.require_among(data.step, catalogue.STEPS, "catalogue.unknown_step", "step")
    text = data.text.strip()
    if len(text) > catalogue.LONGEST_INSTRUCTION:
        raise Refused("catalogue.instruction_too_long", field="text", most=catalogue.LONGEST_INSTRUCTION)
    if data.for_series and article.series is None:
        raise Refused("catalogue.no_series", field="for_series")
    series = article.series if data.for_series else None
    store_details.set_instruction(data.step, text, article=None if series else article, series=series)
    store.changed(article.centre_id)
    ctx.audit("catalogue.instruction_set", f"article:{article.number}", step=data.step, series=bool(series), removed=not text)
