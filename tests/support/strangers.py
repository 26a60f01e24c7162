"""People with every role but none of the world's scope: from another county with its own centre and unit, and other payers here."""

from collections.abc import Iterable
from datetime import date

from tests.support.world import GIVEN, NOW, TODAY, World

from handtag.apps.access.models import User
from handtag.apps.catalogue.models import Article, Supplier
from handtag.apps.organisations import queries
from handtag.apps.organisations.models import Assignment, CostCentre, County, DeviceCentre, Principal, Unit
from handtag.apps.organisations.queries import system_viewer
from handtag.apps.stock.models import Location
from handtag.domain.access import Permission, Viewer

ABROAD = {
    "far_prescriber": ("prescriber", "occupational_therapist"),
    "far_desk": ("desk", ""),
    "far_store_worker": ("store_worker", ""),
    "far_controller": ("controller", ""),
    "far_officer": ("municipal_device_officer", ""),
    "far_strategist": ("strategist", ""),
    "far_log_reviewer": ("log_reviewer", ""),
    "far_administrator": ("system_administrator", ""),
    "far_assistant": ("assistant", ""),
    "far_consultant": ("consultant", ""),
    "far_technician": ("technician", ""),
    "far_manager": ("unit_manager", ""),
    "far_member": ("board_member", ""),
    "far_coordinator": ("quality_coordinator", ""),
    "far_buyer": ("buyer", ""),
    "far_lead": ("takeover_lead", ""),
    "far_person": ("person", ""),
}
NEWER = ("ture", "asa", "maj", "tage", "inga", "tova", "kim", "karin", "atle", "sara", "lena", "rolf", "prog", "pia")
ONE_OF_EACH = ("anna", "eva", "filip", "gun", "hanna", "ivan", "siv", "lova", *NEWER)


def add_strangers(world: World) -> tuple[str, ...]:
    """Names of users who have nothing to do with what happens in Luleå: from another county, unit, or payer (`kerstin`, a
    controller who keeps no books).
    """
    county = County.objects.create(code="26", name="Fjärrlän", agreement_id=world.county.agreement_id)
    region = Principal.objects.create(county=county, kind="region", name="Region Fjärr", organisation_number="232100-0222")
    centre = DeviceCentre.objects.create(county=county, run_by=region, name="Fjärrlänets hjälpmedelscentral")
    cost = CostCentre.objects.create(principal=region, code="F1", name="F1")
    unit = Unit.objects.create(
        principal=region, centre=centre, cost_centre=cost, kind="health_centre", name="Fjärr", hsa_id="SE2321000222-U001"
    )
    Location.objects.create(centre=centre, code="F", name="Fjärrlager", kind="central_store")
    Article.objects.create(
        centre=centre, number="F0001", name="Fjärrollator", iso_code="120606", kind="device", assortment="stocked",
        supplier=Supplier.objects.create(name="Fjärrleverantören AB"), lead_time_days=10,
    )  # fmt: skip
    for name, (role, profession) in ABROAD.items():
        _user(world, name, unit, role, profession)
    _user(world, "kerstin", world.units["pitea_care"], "controller", "")
    return (*ABROAD, "kerstin", "dag", "hugo")


def viewer_of(world: World, name: str, on: date = TODAY) -> Viewer:
    """A user of the world, or `timer`: the system itself."""
    return system_viewer(on) if name == "timer" else world.viewer(name, on)


def viewers_of(world: World, names: Iterable[str], on: date = TODAY) -> list[Viewer]:
    """Users of the world, in one question."""
    by_assignment = {viewer.assignment_id: viewer for viewer in queries._viewers(queries._valid(on), on)}
    return [by_assignment[world.assignments[name].pk] for name in names]


def without(permission: Permission, world: World, on: date) -> list[Viewer]:
    """One viewer of each role that lacks the permission."""
    return [viewer for viewer in [*viewers_of(world, ONE_OF_EACH, on), system_viewer(on)] if not viewer.may(permission)]


def _user(world: World, name: str, unit: Unit, role: str, profession: str) -> None:
    user = User(username=name, name=name.capitalize(), invited_at=NOW)
    user.set_unusable_password()
    user.save()
    world.assignments[name] = Assignment.objects.create(
        user=user, unit=unit, role=role, profession=profession, valid_from=date(2026, 1, 1), **GIVEN
    )
