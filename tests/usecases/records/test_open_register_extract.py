from dataclasses import replace
from datetime import date

import pytest
from tests.support import canaries, lending, register
from tests.support.prescribing import chosen
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry
from handtag.apps.orders.subject import sections
from handtag.apps.people.identity import subject_of
from handtag.domain.data_subject import MASK
from handtag.domain.values.errors import NotFound
from handtag.domain.values.extracts import Where
from handtag.usecases.ordering.save_draft import SaveDraft, save_draft
from handtag.usecases.ordering.start_standing import StartStanding, start_standing
from handtag.usecases.people.block_records import BlockRecords, block_records
from handtag.usecases.people.record_consent import RecordConsent, record_consent
from handtag.usecases.records.open_register_extract import OpenRegisterExtract, open_register_extract

pytestmark = pytest.mark.django_db


@pytest.mark.law("GDPR art. 15")
def test_every_section_tells_what_was_recorded(world: World) -> None:
    """Dagny's whole case, each free text of it a word that stands nowhere else."""
    cases = canaries.add_cases(world)
    found = register.opened(world, cases.theirs.register_key)
    text = str(found.sections)
    kinds = ("given", "family", "address", "phone", "need", "goal", "step", "followup", "open", "file")
    assert [kind for kind in kinds if canaries.PERSON[kind] not in text] == []
    assert canaries.ORDER in text
    assert world.number("dagny") in text
    empty = {code for code, section in register.sections(found).items() if not section.rows}
    assert empty <= {"acts", "consents", "blocks", "emergencies", "extracts", "log_extracts", "corrections", "merges", "holds"} | {
        "order_drafts", "standing_orders", "taken_devices", "taken_orders", "prescription_messages", "own_requests", "representatives",
        "responsible", "offerings", "trials", "exceptions", "remembered_facts", "form_answers", "prescription_files", "question_letters",
        "rights_used", "sign_offs", "approvals", "approval_events", "cost_notices", "handovers", "cases", "buy_outs",
    }  # fmt: skip


@pytest.mark.law("GDPR art. 15")
def test_what_is_begun_and_what_comes_again_and_again_is_told(world: World) -> None:
    point, coordinator = world.points["health_centre"].pk, replace(world.viewer("karin"), principal_id=world.region.pk)
    world.run(save_draft, SaveDraft(chosen(world), point, (), "Ring grannen"), "anna")
    world.run(start_standing, StartStanding(chosen(world, "catheter", by="nils"), point, 90, 30, date(2027, 6, 30)), "nils")
    told = {section.code: section.rows for section in sections(coordinator, subject_of(world.persons["bror"]))}
    assert "Ring grannen" in str(told["order_drafts"])
    assert [row[1:4] for row in told["standing_orders"]] == [(90, world.today, date(2027, 6, 30))]


@pytest.mark.law("GDPR art. 15.4")
def test_nothing_stands_there_about_anyone_else(world: World) -> None:
    """Frida has had the same device as Dagny: neither she nor that somebody else had it is told."""
    cases = canaries.add_cases(world)
    text = str(register.opened(world, cases.theirs.register_key).sections)
    assert [word for word in ("Frida", "Fura", world.number("frida"), *canaries.PROTECTED) if word in text] == []
    moves = register.sections(register.opened(world, cases.theirs.register_key))["devices"].rows
    assert {row[2] for row in moves} <= {"delivered", "returned", "released"}


def test_reading_it_is_logged_each_time(world: World) -> None:
    key = register.extract(world)
    before = AccessEntry.objects.filter(action="person.register_opened").count()
    register.opened(world, key)
    register.opened(world, key)
    assert AccessEntry.objects.filter(action="person.register_opened", person_key=world.key("dagny")).count() == before + 2


@pytest.mark.law("OSL 22 kap. 1 §")
def test_where_a_protected_person_is_stands_there_only_when_she_fetches_it(world: World) -> None:
    lending.lend(world, "D1001", on=date(2026, 11, 11), person="dagny", unit="lulea_care")
    person = world.persons["dagny"]
    person.protected_identity = True
    person.save()
    here, away = (register.opened(world, register.extract(world, delivery=way)) for way in ("in_person", "tax_agency"))
    assert "Dahlvägen" in str(here.sections)
    places = {cell for section in away.sections for row in section.rows for cell in row if isinstance(cell, Where) and cell}
    assert places == {MASK}
    assert "Dahlvägen" not in str(away.sections)
    assert "Lulea" not in str(away.sections)


@pytest.mark.law("PDL 4 kap. 4 §")
def test_what_a_unit_has_blocked_is_left_out_until_the_person_consents(world: World) -> None:
    lending.lend(world, "D1001", on=date(2026, 11, 11), person="dagny", unit="lulea_care")
    world.run(block_records, BlockRecords(world.key("dagny"), whole_provider=False, asked_by="person"), "cilla")
    key = register.extract(world)
    blocked = register.opened(world, key)
    told = register.sections(blocked)
    assert blocked.is_partly_blocked
    assert [code for code in ("prescriptions", "orders", "order_lines", "devices", "rentals", "charges", "steps") if told[code].rows] == []
    consent = RecordConsent(world.key("dagny"), "blocked", "person", world.today, presumed_need=True)
    world.run(record_consent, consent, "cilla")
    opened = register.opened(world, key)
    assert not opened.is_partly_blocked
    assert register.sections(opened)["devices"].rows


def test_another_care_providers_extract_is_not_found(world: World) -> None:
    key = register.extract(world)
    world.assignments["karin"].unit = world.units["office"]
    world.assignments["karin"].save()
    with pytest.raises(NotFound, match=r"records\.no_extract"):
        world.run(open_register_extract, OpenRegisterExtract(key), "karin")
