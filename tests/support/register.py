"""Extracts of the register that Karin, quality coordinator at Luleå, makes; and corrections of Bror's data that Anna records."""

from datetime import date, datetime
from uuid import UUID

from tests.support.numbers import personnummer
from tests.support.world import NOW, World

from handtag.apps.people.models import PersonIdentity
from handtag.db.fields import blind_index
from handtag.domain.values.extracts import Section
from handtag.usecases.people.give_identity import GiveIdentity, give_identity
from handtag.usecases.people.register_person import RegisterPerson, register_person
from handtag.usecases.people.state_care_relation import StateCareRelation, state_care_relation
from handtag.usecases.records.hand_over_extract import HandOverExtract, hand_over_extract
from handtag.usecases.records.make_register_extract import MakeRegisterExtract, make_register_extract
from handtag.usecases.records.merge_persons import MergePersons, merge_persons
from handtag.usecases.records.open_register_extract import OpenRegisterExtract, open_register_extract
from handtag.usecases.records.request_correction import RequestCorrection, request_correction
from handtag.usecases.subject_sources import Told


def extract(world: World, person: str = "dagny", delivery: str = "in_person", ground: str = "gdpr_15") -> UUID:
    return world.run(make_register_extract, MakeRegisterExtract(world.number(person), ground, delivery), "karin")


def handed_over(world: World, person: str = "dagny") -> UUID:
    key = extract(world, person)
    world.run(hand_over_extract, HandOverExtract(key, "id_document", is_read=True), "karin")
    return key


def opened(world: World, key: UUID) -> Told:
    return world.run(open_register_extract, OpenRegisterExtract(key), "karin")


def sections(found: Told) -> dict[str, Section]:
    return {section.code: section for section in found.sections}


def asked(world: World, field: str = "family_name", wanted: str = "Berg", person: str = "bror", by: str = "anna") -> UUID:
    """The person asks that a field of the register is corrected."""
    return world.run(request_correction, RequestCorrection(world.key(person), field, "Det är fel", "person", wanted), by)


def two(world: World, kept: str = "bror", other: str = "asta", by: str = "eva", now: datetime = NOW) -> MergePersons:
    """Eva at the desk has an errand about both, and would tell that the two records are one."""
    for name in (kept, other):
        world.run(state_care_relation, StateCareRelation(world.key(name), "order_case"), by, now=now)
    return MergePersons(world.key(kept), world.key(other), "Samma pass", confirmed=True)


def merged(world: World, kept: str = "bror", other: str = "asta", by: str = "eva") -> UUID:
    return world.run(merge_persons, two(world, kept, other, by), by)


def numbered(world: World, number: str = "", person: str = "bror") -> int:
    """Anna gives the person a new number; answers which it is."""
    world.run(give_identity, GiveIdentity(world.key(person), number or personnummer("19520928"), confirmed=True), "anna")
    return PersonIdentity.objects.latest("pk").pk


def unknown(world: World, number: str = "2321000131:R-12345", now: datetime = NOW) -> UUID:
    """Anna registers somebody who is known by a reserve number alone."""
    return world.run(
        register_person,
        RegisterPerson(number, "Okänd", "Okänd", "2580", "ordinary", birth_date=date(1970, 1, 1)),
        "anna",
        now=now,
    )


def only_reserve_number(world: World, person: str = "dagny", number: str = "R-12345") -> dict[str, str]:
    """The person is known by a reserve number of the region alone; answers with how it is filled in on a form."""
    kept = f"2321000131:{number}"
    identities = PersonIdentity.objects.filter(person=world.persons[person])
    identities.update(kind="reserve_number", value=kept, index=blind_index("person", kept))
    return {"personnummer": number, "issuer": "232100-0131"}
