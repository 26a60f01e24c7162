"""What two persons agreed on is removed, all of it and nothing else, and every ledger still adds up."""

from datetime import timedelta

import pytest
from django.db import connection
from tests.support import culling, lending
from tests.support.culling import ELEVEN_YEARS_ON
from tests.support.world import NOW, World

from handtag.apps.audit.checks import breaks
from handtag.apps.audit.models import AccessEntry, LogCut, Seal
from handtag.apps.orders.attachments import Attachment
from handtag.apps.people.corrections import CorrectionRequest
from handtag.apps.people.models import PersonIdentity
from handtag.apps.people.secrecy import EmergencyOpening
from handtag.apps.prescriptions.models import FollowUp, Prescription, Step
from handtag.apps.prescriptions.process import ExceptionRequest, FormAnswer, Offering, PrescriptionFile, RememberedFact, Trial
from handtag.apps.retention.models import Culled, Proposal
from handtag.cli.verification import run as verify
from handtag.domain.values.errors import Conflict
from handtag.usecases.retention.perform_culling import PerformCulling, perform_culling


def wrong() -> list[str]:
    return [f"{found.name}: {row}" for found in verify() for row in found.rows if found.name != "order_numbers_with_gaps"]


def ledgers() -> dict[str, int]:
    """How many rows the ledgers of devices and money have."""
    tables = ("stock_move", "rentals_rental", "rentals_rentalevent", "billing_charge", "billing_invoiceline", "orders_order")
    with connection.cursor() as cursor:
        found = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[table] = cursor.fetchone()[0]
    return found


@pytest.mark.law("PDL 3 kap. 17 §")
@pytest.mark.law("GDPR art. 17, Arkivlagen 10 §")
def test_a_record_loses_its_words_and_a_person_her_name_and_every_ledger_still_adds_up(old: World) -> None:
    before = ledgers()
    culling.performed(old)
    prescription = Prescription.objects.get(person=old.persons["asta"])
    assert (prescription.need, prescription.goal, prescription.facts) == ("", "", {})
    assert not Step.objects.exclude(note="").exists()
    assert not FollowUp.objects.exclude(note="").exists()
    assert [(one.title, bytes(one.content)) for one in Attachment.objects.all()] == [("", b"")]
    assert Offering.objects.get().offered + Offering.objects.get().reason + Trial.objects.get().note == ""
    assert RememberedFact.objects.get().value + FormAnswer.objects.get().answers == ""
    assert ExceptionRequest.objects.get().words + ExceptionRequest.objects.get().answer.words == ""
    assert (PrescriptionFile.objects.get().title, bytes(PrescriptionFile.objects.get().content)) == ("", b"")
    dagny = old.fresh(old.persons["dagny"])  # nobody else had written about her
    assert (dagny.given_name, dagny.family_name, dagny.birth_date.year, dagny.address) == ("", "", 1900, "")
    assert list(PersonIdentity.objects.filter(person=dagny).values_list("kind", flat=True)) == ["pseudonym"]
    assert ledgers() == before
    assert wrong() == []


@pytest.mark.law("HSLF-FS 2016:40 4 kap. 9 §")
def test_an_old_log_is_cut_at_a_seal_and_the_chain_still_verifies_from_there(old: World) -> None:
    of = old.principals["lulea"].pk
    assert AccessEntry.objects.filter(principal_id=of).exists()
    culling.performed(old)
    assert not AccessEntry.objects.filter(principal_id=of, recorded_at__lt=NOW + timedelta(days=1)).exists()
    assert LogCut.objects.get().seal == Seal.objects.get(principal_id=of, log="access")
    assert list(breaks()) == []


def test_a_culling_goes_on_where_it_stopped_and_a_repeated_command_does_nothing_twice(old: World) -> None:
    key = culling.approved(old)
    left = [old.run(perform_culling, PerformCulling(key, 1), "karin", now=ELEVEN_YEARS_ON)]
    while left[-1]:
        left.append(old.run(perform_culling, PerformCulling(key, 1), "karin", now=ELEVEN_YEARS_ON))
    assert left == list(range(len(left)))[::-1]
    assert old.run(perform_culling, PerformCulling(key), "karin", now=ELEVEN_YEARS_ON) == 0
    assert Culled.objects.count() == len(left)
    assert Proposal.objects.get(key=key).finished_at is not None


def test_what_was_read_in_the_meantime_is_refused_when_it_is_not_what_was_proposed(old: World) -> None:
    key = culling.approved(old)
    lending.allocated_order(old, "D1002", person="dagny", on=old.today)
    with pytest.raises(Conflict, match="changed"):
        old.run(perform_culling, PerformCulling(key), "karin", now=ELEVEN_YEARS_ON)
    assert not Culled.objects.exists()
    assert old.fresh(old.persons["dagny"]).family_name == "Dahl"


def test_a_hold_stops_what_is_approved_already(old: World) -> None:
    key = culling.approved(old)
    culling.held(old)
    with pytest.raises(Conflict, match="changed"):
        old.run(perform_culling, PerformCulling(key), "karin", now=ELEVEN_YEARS_ON)


def test_whose_record_is_removed_stands_in_the_access_log_and_the_protocol_names_no_one(old: World) -> None:
    key = culling.performed(old)
    rows = AccessEntry.objects.filter(action="person.culled")
    assert {old.key("asta"), old.key("dagny")} <= set(rows.values_list("person_key", flat=True))
    protocol = repr(list(Proposal.objects.values())) + repr(list(Culled.objects.values()))
    assert str(key) in repr(list(Proposal.objects.values()))
    assert not any(word in protocol for word in ("Dahl", "Ask", old.number("dagny"), str(old.key("dagny"))))


def test_what_was_said_in_an_emergency_and_about_a_correction_goes_with_the_record(old: World) -> None:
    asta, unit = old.persons["asta"], old.units["lulea_care"]
    EmergencyOpening.objects.create(
        person=asta, unit=unit, principal=unit.principal, opened_by="user:1", reason="life_or_health", words="Föll", opened_at=NOW,
        ends_at=NOW + timedelta(hours=1),
    )  # fmt: skip
    CorrectionRequest.objects.create(
        key=asta.key, person=asta, unit=unit, field="need", before="Faller", wanted="Föll", words="Fel", asked_by="person",
        recorded_by="user:1", recorded_at=NOW,
    )  # fmt: skip
    culling.performed(old)
    assert EmergencyOpening.objects.get().words == ""
    said = CorrectionRequest.objects.get()
    assert (said.before, said.wanted, said.words) == ("", "", "")
