"""Register a person who needs a device. Whoever is there already is not registered again, and nothing about her is overwritten."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from handtag.apps.organisations.models import Principal
from handtag.apps.people import store
from handtag.apps.people.models import HOUSING, Person
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.domain.values.grounds import last_day
from handtag.domain.values.identity import IdentityNumber, parse_identity
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RegisterPerson:
    """`municipality_code` is the SCB code of where she is registered; `home_health_care_enrolled` None = not known.

    `personnummer` may be a samordningsnummer, or a reserve number as `232100-0131:R-12345`: then `birth_date` says when she was born, as
    far as is known; else the number does.
    """

    personnummer: str = field(repr=False)
    given_name: str
    family_name: str
    municipality_code: str
    housing: str
    address: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    protected_identity: bool = False
    home_health_care_enrolled: bool | None = None
    ground: str = "care_relation"
    birth_date: date | None = None


@use_case(Permission.REGISTER_PERSON, audits=("people.registered", "people.relation_stated"))
def register_person(ctx: Context, data: RegisterPerson) -> UUID:
    """A person has one record in the county, and the unit that registers her states why it may read it.

    When the number is registered already, the unit gets a care relation to the record as it stands, and the search is logged:
    a refusal would tell who is registered without leaving a trace. Raises Refused naming the field.
    """
    ctx.require(Permission.REGISTER_PERSON)
    number = parse_identity(data.personnummer, today=ctx.today)
    born = _born(number, data.birth_date, ctx.today)
    until = last_day(data.ground, ctx.today)
    municipality = _checked(data)
    existing = store.person_by_number(number)
    registered = None if existing else _register(ctx, data, number, born, municipality)
    person = registered or existing or store.person_by_number(number)
    assert person is not None, "a number that could not be registered belongs to someone"
    store.add_relation(
        person,
        store.unit_of(ctx.viewer),
        ground=data.ground,
        stated_by=ctx.viewer.code,
        valid_from=ctx.today,
        valid_to=until,
        at=ctx.now,
    )
    action = "people.registered" if registered else "people.relation_stated"
    ctx.audit(action, f"person:{person.key}", ground=data.ground, until=until.isoformat())
    ctx.log_access(person.key, action="person.registered", ground=data.ground)
    key: UUID = person.key
    return key


def _register(ctx: Context, data: RegisterPerson, number: IdentityNumber, born: date, municipality: Principal) -> Person | None:
    return store.add_person(
        number,
        key=ctx.new_key(),
        birth_date=born,
        registered_at=ctx.now,
        given_name=data.given_name.strip(),
        family_name=data.family_name.strip(),
        municipality=municipality,
        housing=data.housing,
        address=data.address.strip(),
        phone=data.phone.strip(),
        protected_identity=data.protected_identity,
        home_health_care_enrolled=data.home_health_care_enrolled,
    )


def _born(number: IdentityNumber, told: date | None, today: date) -> date:
    born = number.birth_date or told
    if born is None:
        raise Refused("people.birth_date_missing", field="birth_date")
    if born > today:
        raise Refused("identity.invalid", field="personnummer") if number.birth_date else Refused("people.not_born", field="birth_date")
    return born


def _checked(data: RegisterPerson) -> Principal:
    for name in ("given_name", "family_name"):
        if not getattr(data, name).strip():
            raise Refused("people.name_missing", field=name)
    valid = tuple(housing for housing, _ in HOUSING)
    if data.housing not in valid:
        raise Refused("people.unknown_housing", field="housing", value=data.housing, valid=valid)
    municipality = store.municipality_by_code(data.municipality_code)
    if municipality is None:
        raise Refused("people.unknown_municipality", field="municipality_code", value=data.municipality_code)
    return municipality
