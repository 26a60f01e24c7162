"""What other units have written: the care relation opens the own care provider, the person's consent the others."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.support.lending import lend
from tests.support.world import NOW, TODAY, World
from tests.usecases.people.test_record_consent import consent

from handtag.apps.audit.models import AccessEntry, AuditEntry
from handtag.apps.people.models import Person
from handtag.apps.prescriptions.models import Prescription
from handtag.apps.prescriptions.queries_elsewhere import Elsewhere, records_elsewhere
from handtag.domain.values.errors import NotAllowed, NotFound
from handtag.usecases.people.block_records import BlockRecords, block_records
from handtag.usecases.people.open_elsewhere import OpenElsewhere, open_elsewhere
from handtag.usecases.people.open_in_emergency import OpenInEmergency, open_in_emergency
from handtag.usecases.people.record_consent import RecordConsent, record_consent


@pytest.fixture
def asta(world: World) -> World:
    """Asta has a device from the hospital (the region, as anna's health centre) and one from Luleå."""
    lend(world, "D1001", on=TODAY - timedelta(days=20), person="asta", unit="hospital")
    lend(world, "D1002", on=TODAY - timedelta(days=10), person="asta", unit="lulea_care")
    for unit in ("hospital", "lulea_care"):
        Prescription.objects.filter(unit=world.units[unit]).update(goal=f"mål {unit}")
    return world


def read(world: World, *, across: bool, name: str = "anna") -> Elsewhere:
    world.run(open_elsewhere, OpenElsewhere(world.key("asta"), across=across), name)
    return records_elsewhere(replace(world.viewer(name), at=NOW), world.key("asta"), across=across)


def goals(found: Elsewhere) -> set[str]:
    return {record.goal for record in found.records}


def block(world: World, name: str, *, whole_provider: bool) -> None:
    world.run(block_records, BlockRecords(world.key("asta"), whole_provider=whole_provider, asked_by="person"), name)


@pytest.mark.law("PDL 4 kap. 1–2 §§, Lag 2022:913, Lag 2022:913 joining, OSL 25 kap. 11 §")
def test_without_consent_only_the_own_care_provider_is_read(asta: World) -> None:
    assert goals(read(asta, across=False)) == {"mål hospital"}
    with pytest.raises(NotAllowed) as refusal:
        read(asta, across=True)
    assert refusal.value.code == "people.consent_missing"
    assert AuditEntry.objects.filter(action="access.refused", use_case="open_elsewhere").count() == 1
    # whoever would read without asking gets nothing more either
    assert goals(records_elsewhere(asta.viewer("anna"), asta.key("asta"), across=True)) == {"mål hospital"}


@pytest.mark.law("Lag 2022:913, Lag 2022:913 log")
def test_with_consent_the_others_are_read_and_logged_on_that_ground(asta: World) -> None:
    asta.run(record_consent, consent(asta, "asta"), "anna")
    assert goals(read(asta, across=True)) == {"mål hospital", "mål lulea_care"}
    assert list(AccessEntry.objects.order_by("pk").values_list("action", "ground"))[-2:] == [
        ("person.elsewhere_opened", "care_relation"),
        ("person.cohesive_opened", "cohesive_consent"),
    ]


def test_consent_to_one_care_provider_opens_nothing_to_another(asta: World) -> None:
    asta.run(record_consent, consent(asta, "asta"), "anna")
    with pytest.raises(NotAllowed):
        read(asta, across=True, name="cilla")


def test_consent_ends_after_its_last_day(asta: World) -> None:
    asta.run(record_consent, consent(asta, "asta", days=0), "anna")
    asta.run(open_elsewhere, OpenElsewhere(asta.key("asta"), across=True), "anna")
    with pytest.raises(NotAllowed):
        asta.run(open_elsewhere, OpenElsewhere(asta.key("asta"), across=True), "anna", now=NOW + timedelta(days=1))


def test_consent_without_a_ground_opens_nothing(asta: World) -> None:
    """boel works at the region too, but her unit has no relation to Asta."""
    asta.run(record_consent, consent(asta, "asta"), "anna")
    with pytest.raises(NotFound):
        read(asta, across=True, name="boel")


@pytest.mark.law("PDL 4 kap. 4 §, PDL 4 kap. 5 §")
def test_what_a_sister_unit_has_blocked_is_known_to_exist_and_opens_with_consent(asta: World) -> None:
    block(asta, "bo", whole_provider=False)
    found = read(asta, across=False)
    assert (goals(found), found.blocked_here, found.holders) == (set(), True, ())
    given = RecordConsent(asta.key("asta"), "blocked", "person", TODAY, presumed_need=True)
    asta.run(record_consent, given, "anna")
    found = read(asta, across=False)
    assert (goals(found), found.blocked_here) == ({"mål hospital"}, False)
    assert AccessEntry.objects.filter(action="person.blocked_opened", ground="blocked_consent").count() == 1


@pytest.mark.law("Lag 2022:913, Lag 2022:913 blocks")
@pytest.mark.parametrize("whole_provider", [True, False])
def test_what_another_care_provider_has_blocked_opens_to_nobody_else(asta: World, *, whole_provider: bool) -> None:
    block(asta, "cilla", whole_provider=whole_provider)
    asta.run(record_consent, consent(asta, "asta"), "anna")
    found = read(asta, across=True)
    assert (goals(found), found.blocked_across, found.holders) == ({"mål hospital"}, True, ())
    asta.run(open_in_emergency, OpenInEmergency(asta.key("asta"), "life_or_health", "Svarar inte"), "anna")
    found = read(asta, across=True)
    assert goals(found) == {"mål hospital"}
    assert [str(holder) for holder in found.holders] == ["Luleå kommun"], "whom to call"


def test_the_own_unit_reads_what_it_has_blocked(asta: World) -> None:
    block(asta, "bo", whole_provider=False)
    assert "mål hospital" not in goals(read(asta, across=False, name="bo")), "the own records stand on the person's page"
    assert Prescription.objects.visible_to(asta.viewer("bo")).filter(goal="mål hospital").exists()


@pytest.mark.law("PDL 4 kap. 5 §, Lag 2022:913, Lag 2022:913 emergency")
def test_an_emergency_opens_blocks_within_and_records_across(asta: World) -> None:
    block(asta, "bo", whole_provider=False)
    asta.run(open_in_emergency, OpenInEmergency(asta.key("asta"), "cannot_consent", "Medvetslös"), "anna")
    assert goals(read(asta, across=True)) == {"mål hospital", "mål lulea_care"}
    assert set(AccessEntry.objects.filter(person_key=asta.key("asta")).values_list("ground", flat=True)) == {"emergency"}


def test_of_a_protected_person_it_is_not_told_where(asta: World) -> None:
    Person.objects.filter(key=asta.key("asta")).update(protected_identity=True)
    asta.run(record_consent, consent(asta, "asta"), "anna")
    found = read(asta, across=True)
    assert len(found.records) == 2
    told = " ".join(f"{record.unit} {record.care_provider}" for record in found.records)
    assert [word for word in ("Lule", "Hospital", "Prov") if word in told] == []
