"""A workplace with its HSA-id, cost centre and delivery points."""

from collections.abc import Sequence
from dataclasses import dataclass

from handtag.apps.organisations import store
from handtag.domain.access import Permission
from handtag.domain.places import UNIT_KINDS, check_kind
from handtag.domain.values.errors import NotFound, Refused
from handtag.domain.values.identity import is_hsa_id
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class NewDeliveryPoint:
    """`weekdays` are ISO weekday digits with a delivery, e.g. `24`."""

    name: str
    address: str
    weekdays: str


@dataclass(frozen=True)
class RegisterUnit:
    principal_id: int
    centre_id: int
    kind: str
    name: str
    hsa_id: str
    cost_centre_code: str
    cost_centre_name: str
    delivery_points: tuple[NewDeliveryPoint, ...] = ()


@use_case(Permission.MANAGE_ORGANISATION, audits="organisations.unit_registered")
def register_unit(ctx: Context, data: RegisterUnit) -> int:
    """A unit belongs to one principal and is served by one centre. Raises Refused naming the field that cannot be read."""
    principal, centre = store.principal_for(ctx.viewer, data.principal_id), store.centre_for(ctx.viewer, data.centre_id)
    if principal is None:
        raise NotFound("organisations.no_principal", field="principal_id")
    if centre is None:
        raise NotFound("organisations.no_centre", field="centre_id")
    ctx.require(Permission.MANAGE_ORGANISATION)
    check_kind(data.kind, UNIT_KINDS)
    _check_hsa_id(data.hsa_id)
    _check_delivery_points(data.delivery_points)
    cost_centre = store.cost_centre_for(principal, code=data.cost_centre_code, name=data.cost_centre_name)
    unit = store.add_unit(principal, centre, kind=data.kind, name=data.name, hsa_id=data.hsa_id, cost_centre=cost_centre)
    for point in data.delivery_points:
        store.add_delivery_point(unit, name=point.name, address=point.address, weekdays=point.weekdays)
    ctx.audit("organisations.unit_registered", f"unit:{unit.pk}", kind=data.kind)
    return unit.pk


def _check_hsa_id(hsa_id: str) -> None:
    if not is_hsa_id(hsa_id):
        raise Refused("organisations.bad_hsa_id", field="hsa_id", value=hsa_id)
    if store.units_by_hsa_id([hsa_id.upper()]):
        raise Refused("organisations.already_registered", field="hsa_id", what=hsa_id)


def _check_delivery_points(points: Sequence[NewDeliveryPoint]) -> None:
    names = [point.name for point in points]
    for point in points:
        if not point.weekdays or set(point.weekdays) - set("12345"):
            raise Refused("organisations.bad_weekdays", field="delivery_points", value=point.weekdays)
        if names.count(point.name) > 1:
            raise Refused("organisations.already_registered", field="delivery_points", what=point.name)
