"""What is told of every article of an ISO group, in what unit, and which values are right."""

from dataclasses import dataclass

from handtag.apps.catalogue import store
from handtag.apps.catalogue.store import details as store_details
from handtag.domain.access import Permission
from handtag.domain.catalogue import AttributeRule, canonical_value, require_attribute
from handtag.domain.values.codes import is_iso_code
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class DefineAttribute:
    """`iso_group` is two to eight digits; `type` number, choice, yes_no or text; `choices` the allowed values of a choice.

    The same group and name again changes the attribute.
    """

    iso_group: str
    name: str
    type: str
    unit: str = ""
    choices: tuple[str, ...] = ()
    is_comparable: bool = True
    position: int = 0


@use_case(Permission.MANAGE_CATALOGUE, audits="catalogue.attribute_defined")
def define_attribute(ctx: Context, data: DefineAttribute) -> int:
    """Articles of one kind are told of in one way, so that they can be compared; a change never makes a value that stands wrong.

    Raises Refused naming the field.
    """
    ctx.require(Permission.MANAGE_CATALOGUE)
    name = " ".join(data.name.split())
    rule = AttributeRule(name, data.type, data.unit.strip(), tuple(choice.strip() for choice in data.choices))
    if not is_iso_code(data.iso_group):
        raise Refused("catalogue.bad_iso_group", field="iso_group")
    require_attribute(rule)
    known = store_details.attribute_named(ctx.viewer.centre_id, data.iso_group, name)
    for standing in store_details.values_of(known) if known else ():
        _refuse_stranded(standing.article.number, standing.value, rule)
    attribute = store_details.set_attribute(
        known, centre_id=ctx.viewer.centre_id, iso_group=data.iso_group, name=name, type=rule.type, unit=rule.unit,
        choices=list(rule.choices), is_comparable=data.is_comparable, position=data.position,
    )  # fmt: skip
    store.changed(ctx.viewer.centre_id)
    ctx.audit("catalogue.attribute_defined", f"attribute:{attribute.pk}", iso_group=data.iso_group, type=data.type)
    return attribute.pk


def _refuse_stranded(article: str, value: str, rule: AttributeRule) -> None:
    try:
        is_right = canonical_value(rule, value) == value
    except Refused:
        is_right = False
    if not is_right:
        raise Refused("catalogue.values_do_not_fit", field="type", article=article, value=value)
