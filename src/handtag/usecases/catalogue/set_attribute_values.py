"""What an article measures, and the rest that is told of its kind."""

from collections.abc import Mapping
from dataclasses import dataclass

from handtag.apps.catalogue import store
from handtag.apps.catalogue.store import details as store_details
from handtag.domain.access import Permission
from handtag.domain.catalogue import AttributeRule, canonical_value
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class SetAttributeValues:
    """Values by attribute name; an empty one takes the value away, and what is not named stays."""

    article_number: str
    values: Mapping[str, str]


@use_case(Permission.MANAGE_CATALOGUE, audits="catalogue.values_set")
def set_attribute_values(ctx: Context, data: SetAttributeValues) -> None:
    """A value is one that the attribute allows, written in one way; all of them are stored or none. Raises NotFound, Refused."""
    article = store.lock_article(ctx.viewer.centre_id, data.article_number)
    if article is None:
        raise NotFound("catalogue.no_article", field="article_number")
    ctx.require(Permission.MANAGE_CATALOGUE)
    known = store_details.attributes_for(article)
    values = {}
    for name, text in data.values.items():
        if name not in known:
            raise Refused("catalogue.no_attribute", field=name, value=name[:60])
        one = known[name]
        values[one] = canonical_value(AttributeRule(one.name, one.type, one.unit, tuple(one.choices)), text)
    store_details.set_values(article, values)
    store.changed(article.centre_id)
    ctx.audit("catalogue.values_set", f"article:{article.number}", attributes=sorted(one.pk for one in values))
