"""Which articles may stand in for each other, every one for every other."""

from dataclasses import dataclass

from handtag.apps.catalogue import store
from handtag.apps.catalogue.store import details as store_details
from handtag.domain.access import Permission
from handtag.domain.catalogue import require_one_division
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case

FEWEST = 2


@dataclass(frozen=True)
class SetEquivalenceGroup:
    """The group then has exactly these articles; none dissolves it. Binding: the oldest equivalent is delivered unless a coded reason
    opts out; otherwise it is offered.
    """

    name: str
    article_numbers: tuple[str, ...]
    is_binding: bool = True


@use_case(Permission.MANAGE_CATALOGUE, audits="catalogue.group_set")
def set_equivalence_group(ctx: Context, data: SetEquivalenceGroup) -> int:
    """A group is a clique within six ISO digits; an article may be in several, and they never grow together. Answers with how many
    articles it has (Norrbotten final report 2021, "Ersättningskedjor"). Raises NotFound, Refused.
    """
    numbers = tuple(dict.fromkeys(data.article_numbers))
    articles = store_details.lock_articles(ctx.viewer.centre_id, numbers)
    group = store_details.lock_group(ctx.viewer.centre_id, data.name.strip())
    missing = [number for number in numbers if number not in articles]
    if missing:
        raise NotFound("catalogue.no_article", field="article_numbers", article=missing[0])
    if not numbers and group is None:
        raise NotFound("catalogue.no_group", field="name")
    ctx.require(Permission.MANAGE_CATALOGUE)
    if not data.name.strip():
        raise Refused("catalogue.group_name_missing", field="name")
    if len(numbers) == 1:
        raise Refused("catalogue.group_too_small", field="article_numbers", least=FEWEST)
    division = require_one_division((one.iso_code for one in articles.values()), data.name) if numbers else ""
    store_details.set_group(
        group, ctx.viewer.centre_id, data.name.strip(), division=division, is_binding=data.is_binding, members=articles.values()
    )
    store.changed(ctx.viewer.centre_id)
    ctx.audit("catalogue.group_set", f"group:{data.name.strip()}", articles=list(numbers), binding=data.is_binding)
    return len(numbers)
