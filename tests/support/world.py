"""One small county that most tests start from, built directly in the tables; people and things have names one can talk about."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid5

from tests.support import agreement
from tests.support.goods import add_articles, add_devices
from tests.support.numbers import personnummer

from handtag.apps.access.models import User
from handtag.apps.agreements.models import AgreementVersion
from handtag.apps.catalogue.models import Article
from handtag.apps.organisations import queries as organisations
from handtag.apps.organisations.models import (
    Assignment,
    CostCentre,
    County,
    DeliveryPoint,
    DeviceCentre,
    NumberSeries,
    Population,
    Principal,
    Unit,
)
from handtag.apps.people.models import CareRelation, Person, PersonIdentity
from handtag.apps.stock.models import Device, Location
from handtag.db.fields import blind_index
from handtag.domain.access import Viewer, own_viewer
from handtag.usecases.base import UseCase, execute

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # a Monday, 09:00 in Sweden
TODAY = date(2026, 11, 23)
LONG_AGO = date(2026, 1, 1)
GIVEN = {"created_by": "system:timer", "approved_by": "system:server"}  # a role or key that the command line gave
KEYS = UUID("6f0a6f5e-27a4-4c8f-9b3c-2f2a64a0a001")
In = TypeVar("In")
Out = TypeVar("Out")

UNITS = {  # name: principal, kind, cost centre, delivery weekdays
    "health_centre": ("region", "health_centre", "R100", "24"),
    "hospital": ("region", "hospital", "R200", "12345"),
    "child_habilitation": ("region", "child_habilitation", "R200", "3"),
    "store": ("region", "device_centre", "R900", "12345"),
    "office": ("region", "administration", "R900", "1"),
    "lulea_care": ("lulea", "municipal_care", "K100", "24"),
    "lulea_office": ("lulea", "administration", "K100", "1"),
    "pitea_care": ("pitea", "municipal_care", "K100", "3"),
    "gallivare_care": ("gallivare", "municipal_care", "K100", "5"),
}
USERS = {  # name: unit, role, profession
    "anna": ("health_centre", "prescriber", "occupational_therapist"),
    "nils": ("health_centre", "prescriber", "nurse"),
    "bo": ("hospital", "prescriber", "physiotherapist"),
    "boel": ("child_habilitation", "prescriber", "occupational_therapist"),
    "cilla": ("lulea_care", "prescriber", "occupational_therapist"),
    "dag": ("pitea_care", "prescriber", "occupational_therapist"),
    "eva": ("store", "desk", ""),
    "filip": ("store", "store_worker", ""),
    "gun": ("office", "controller", ""),
    "hanna": ("lulea_office", "municipal_device_officer", ""),
    "hugo": ("pitea_care", "municipal_device_officer", ""),
    "ivan": ("office", "system_administrator", ""),
    "ylva": ("office", "system_administrator", ""),
    "siv": ("office", "strategist", ""),
    "sten": ("lulea_office", "strategist", ""),
    "lova": ("lulea_office", "log_reviewer", ""),
    "asa": ("health_centre", "assistant", ""),
    "maj": ("health_centre", "unit_manager", ""),
    "tage": ("store", "technician", ""),
    "inga": ("store", "buyer", ""),
    "bea": ("store", "buyer", ""),
    "tova": ("store", "takeover_lead", ""),
    "kim": ("store", "consultant", ""),
    "karin": ("lulea_office", "quality_coordinator", ""),
    "atle": ("lulea_office", "cost_centre_approver", ""),
    "sara": ("office", "board_secretary", ""),
    "lena": ("lulea_office", "board_member", ""),
    "rolf": ("office", "auditor", ""),
    "prog": ("office", "integration_client", ""),
    "pia": ("health_centre", "person", ""),
    "rut": ("office", "log_reviewer", ""),
    "ture": ("health_centre", "student", "occupational_therapist"),
    "berit": ("health_centre", "prescriber", "occupational_therapist"),
    "rakel": ("office", "quality_coordinator", ""),
}
PERSONS: dict[str, tuple[str, str, str, str, bool | None, str]] = {
    # name: test number, family name, municipality, housing, enrolled in home health care, units with a care relation
    "asta": (personnummer("19400315"), "Ask", "lulea", "ordinary", True, "health_centre lulea_care hospital"),
    "bror": (personnummer("19520927"), "Björk", "lulea", "ordinary", False, "health_centre hospital"),
    "cia": (personnummer("20170101", "239"), "Cedergren", "pitea", "ordinary", False, "child_habilitation health_centre"),
    "dagny": (personnummer("19350505"), "Dahl", "lulea", "special_housing_sol", True, "lulea_care"),
    "elis": (personnummer("19460811", "239"), "Ek", "pitea", "lss_housing", None, "pitea_care health_centre"),
    "frida": ("199001012385", "Fura", "lulea", "ordinary", False, "health_centre"),  # protected identity
    "gosta": (personnummer("19480220"), "Gran", "gallivare", "ordinary", None, "health_centre gallivare_care"),
    "hilda": ("200001252386", "Hassel", "gallivare", "ordinary", False, ""),  # no unit has a relation to her
}


@dataclass
class World:
    """The county by names. `run` performs a use case as one of its users, or as `timer`, at a moment (Monday morning unless said)."""

    county: County
    region: Principal
    principals: dict[str, Principal]
    centre: DeviceCentre
    version: AgreementVersion
    units: dict[str, Unit] = field(default_factory=dict)
    points: dict[str, DeliveryPoint] = field(default_factory=dict)
    assignments: dict[str, Assignment] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    locations: dict[str, Location] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    devices: dict[str, Device] = field(default_factory=dict)
    now: datetime = NOW
    today: date = TODAY

    def viewer(self, name: str, on: date = TODAY) -> Viewer:
        if name == "timer":
            return organisations.system_viewer(on)
        if name in PERSONS:  # as herself, with an electronic identity
            return own_viewer(blind_index("person", self.number(name)), name.capitalize(), NOW, on)
        assignment = self.assignments[name]
        found = organisations.viewer_for_assignment(assignment.pk, assignment.user_id, on)
        assert found is not None, name
        return found

    def run(self, case: UseCase[In, Out], data: In, name: str, *, now: datetime = NOW, command_id: UUID | None = None) -> Out:
        viewer = self.viewer(name, now.date())
        return execute(case, data, viewer, now=now, command_id=command_id)

    def key(self, name: str) -> UUID:
        key: UUID = self.persons[name].key
        return key

    def number(self, name: str) -> str:
        return PERSONS[name][0]

    def fresh(self, thing: Any) -> Any:
        """The row as it is stored now."""
        return type(thing)._default_manager.get(pk=thing.pk)


def make_world() -> World:
    world = make_organisation()
    _units_and_users(world)
    for name in PERSONS:
        _person(world, name)
    add_articles(world)
    add_devices(world)
    return world


def make_organisation() -> World:
    county = County.objects.create(code="25", name="Provlän", agreement_id=agreement.ID)
    region = _principal(county, "region", "Region Prov", "232100-0131", "")
    principals = {"region": region}
    for name, label, number, code in (
        ("lulea", "Luleå kommun", "212000-2742", "2580"),
        ("pitea", "Piteå kommun", "212000-2759", "2581"),
        ("gallivare", "Gällivare kommun", "212000-2726", "2523"),
    ):
        principals[name] = _principal(county, "municipality", label, number, code)
    centre = DeviceCentre.objects.create(county=county, run_by=region, name="Provlänets hjälpmedelscentral")
    for kind, first in (("order", 100_001), ("invoice", 5_000_001), ("purchase_order", 200_001)):
        NumberSeries.objects.create(centre=centre, kind=kind, next_number=first)
    document = agreement.document()
    version = AgreementVersion.objects.create(
        agreement_id=document.id,
        version=document.version,
        name=document.title,
        valid_from=document.valid_from,
        document=document.canonical_json(),
        document_hash=document.document_hash,
        published_at=datetime(2025, 12, 1, tzinfo=UTC),
    )
    return World(county, region, principals, centre, version)


def _principal(county: County, kind: str, name: str, organisation_number: str, municipality_code: str) -> Principal:
    principal = Principal.objects.create(
        county=county,
        kind=kind,
        name=name,
        organisation_number=organisation_number,
        municipality_code=municipality_code,
    )
    Population.objects.create(principal=principal, year=2025, inhabitants=80_000 if municipality_code else 248_000)
    return principal


def _units_and_users(world: World) -> None:
    for number, (name, (principal, kind, cost_centre, weekdays)) in enumerate(UNITS.items(), 1):
        owner = world.principals[principal]
        cost, _ = CostCentre.objects.get_or_create(principal=owner, code=cost_centre, defaults={"name": cost_centre})
        unit = Unit.objects.create(
            principal=owner,
            centre=world.centre,
            cost_centre=cost,
            kind=kind,
            name=name.replace("_", " ").capitalize(),
            hsa_id=f"SE2321000131-U{number:03d}",
        )
        world.units[name] = unit
        world.points[name] = DeliveryPoint.objects.create(
            unit=unit, name=f"{unit.name} entré", address=f"Provgatan {number}", weekdays=weekdays
        )
    for name, (unit_name, role, profession) in USERS.items():
        user = User(username=name, name=name.capitalize(), invited_at=NOW)
        user.set_unusable_password()
        user.save()
        world.assignments[name] = Assignment.objects.create(
            user=user, unit=world.units[unit_name], role=role, profession=profession, valid_from=LONG_AGO, **GIVEN
        )


def _person(world: World, name: str) -> None:
    number, family_name, municipality, housing, enrolled, units = PERSONS[name]
    person = Person.objects.create(
        key=uuid5(KEYS, name),
        given_name=name.capitalize(),
        family_name=family_name,
        birth_date=date(int(number[:4]), int(number[4:6]), int(number[6:8])),
        municipality=world.principals[municipality],
        housing=housing,
        home_health_care_enrolled=enrolled,
        protected_identity=name == "frida",
        address=f"{family_name}vägen 1",
        phone="070-174 06 05",  # from the series kept for fiction by the telecom authority
        registered_at=NOW,
    )
    PersonIdentity.objects.create(person=person, kind="personnummer", value=number, index=blind_index("person", number))
    for unit in units.split():
        CareRelation.objects.create(
            person=person,
            unit=world.units[unit],
            ground="care_relation",
            stated_by="user:0",
            valid_from=LONG_AGO,
            recorded_at=NOW,
        )
    world.persons[name] = person
