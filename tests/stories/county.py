"""The county of an agreement as its document names it: the region, the municipalities, who prescribes there and for whom."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any
from uuid import UUID, uuid5

from tests.support.numbers import personnummer
from tests.support.world import GIVEN, KEYS

from handtag.apps.access.models import User
from handtag.apps.agreements.models import AgreementVersion
from handtag.apps.catalogue.models import Article, PriceVersion, Supplier
from handtag.apps.organisations import queries as organisations
from handtag.apps.organisations.models import Assignment, CostCentre, County, DeliveryPoint, DeviceCentre, NumberSeries, Principal, Unit
from handtag.apps.people.models import CareRelation, Person, PersonIdentity
from handtag.db.fields import blind_index
from handtag.domain.access import Viewer
from handtag.domain.agreement.schema import Agreement
from handtag.files.agreements import versions_of

LONG_AGO = date(2015, 1, 1)


@cache
def documents(agreement: str) -> tuple[Agreement, ...]:
    return tuple(versions_of(agreement))


def moment(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)


@dataclass
class StoryCounty:
    """One county with one agreement. Units, prescribers and articles are there when they are first asked for."""

    agreement: str
    county: County
    region: Principal
    municipalities: dict[str, Principal]
    centre: DeviceCentre
    units: dict[tuple[str, str], Unit] = field(default_factory=dict)
    prescribers: dict[tuple[str, str, str], Assignment] = field(default_factory=dict)

    def municipality(self, name: str) -> Principal:
        return self.municipalities[name]

    def unit(self, kind: str, owner: Principal) -> Unit:
        if (kind, owner.name) not in self.units:
            cost, _ = CostCentre.objects.get_or_create(principal=owner, code="100", defaults={"name": "Vård"})
            made = Unit.objects.create(
                principal=owner, centre=self.centre, cost_centre=cost, kind=kind, name=f"{owner.name} {kind}",
                hsa_id=f"SE0000000000-{self.county.code}{len(self.units):03d}",
            )  # fmt: skip
            DeliveryPoint.objects.create(unit=made, name="Entrén", address="Provgatan 1", weekdays="12345")
            self.units[kind, owner.name] = made
        return self.units[kind, owner.name]

    def prescriber(self, profession: str, kind: str, owner: Principal, person: Person) -> Viewer:
        """Who works there in that profession and has a care relation to the person."""
        unit = self.unit(kind, owner)
        name = (profession, kind, owner.name)
        if name not in self.prescribers:
            user = User(username="-".join((self.county.code, *name)), name=profession, invited_at=moment(LONG_AGO))
            user.set_unusable_password()
            user.save()
            self.prescribers[name] = Assignment.objects.create(
                user=user, unit=unit, role="prescriber", profession=profession, valid_from=LONG_AGO, **GIVEN
            )
        if not CareRelation.objects.filter(person=person, unit=unit).exists():
            CareRelation.objects.create(
                person=person, unit=unit, ground="care_relation", stated_by="user:0", valid_from=LONG_AGO, recorded_at=moment(LONG_AGO)
            )
        made = self.prescribers[name]
        found = organisations.viewer_for_assignment(made.pk, made.user_id, date(2026, 1, 1))
        assert found is not None
        return found

    def article(self, iso: str, kind: str, called: str) -> Article:
        """One article of the code at this county's centre, called as prescribers do."""
        number = " ".join((self.county.code, iso, kind, called)).strip()[:30]
        found = Article.objects.filter(centre=self.centre, number=number).first()
        if found is not None:
            return found
        supplier, _ = Supplier.objects.get_or_create(name="Provleverantören")
        made: Article = Article.objects.create(
            centre=self.centre, number=number, name=f"Hjälpmedel {iso}", iso_code=iso, kind=kind, assortment="stocked",
            product_word=called or None, supplier=supplier, lead_time_days=10,
        )  # fmt: skip
        PriceVersion.objects.create(
            article=made, kind="rent_per_month" if kind == "device" else "sale", amount_ore=10_000, purchase_ore=300_000,
            valid_from=LONG_AGO, recorded_at=moment(LONG_AGO),
        )  # fmt: skip
        return made


def found_county(agreement: str, code: str) -> StoryCounty:
    """The parties of the agreement's latest version, and every version published."""
    versions = documents(agreement)
    latest = versions[-1]
    county = County.objects.create(code=code, name=latest.parties[0].name, agreement_id=agreement)
    principals = {
        party.name: Principal.objects.create(
            county=county, kind=party.kind, name=party.name, organisation_number=f"{code}0000-{number:04d}",
            municipality_code=party.code if party.kind == "municipality" else "",
        )
        for number, party in enumerate(latest.parties)
    }  # fmt: skip
    region = next(one for one in principals.values() if one.kind == "region")
    centre = DeviceCentre.objects.create(county=county, run_by=region, name=f"Hjälpmedelscentralen {latest.parties[0].name}")
    for kind, first in (("order", 100_001), ("invoice", 5_000_001)):
        NumberSeries.objects.create(centre=centre, kind=kind, next_number=first)
    for document in versions:
        AgreementVersion.objects.get_or_create(
            agreement_id=document.id, version=document.version,
            defaults={
                "name": document.title, "valid_from": document.valid_from, "valid_to": document.valid_to,
                "document": document.canonical_json(), "document_hash": document.document_hash, "published_at": moment(LONG_AGO),
            },
        )  # fmt: skip
    return StoryCounty(agreement, county, region, {name: one for name, one in principals.items() if one.kind == "municipality"}, centre)


def found_person(born: date, municipality: Principal, circumstances: dict[str, Any]) -> Person:
    """A person of Skatteverket's test numbers, born that day."""
    number = personnummer(born.strftime("%Y%m%d"))
    person: Person = Person.objects.create(
        key=_key(number), given_name="Berit", family_name="Berg", birth_date=born, municipality=municipality, protected_identity=False,
        address="Provgatan 1", registered_at=moment(LONG_AGO), **circumstances,
    )  # fmt: skip
    PersonIdentity.objects.create(person=person, kind="personnummer", value=number, index=blind_index("person", number))
    return person


def _key(number: str) -> UUID:
    return uuid5(KEYS, f"story {number}")
