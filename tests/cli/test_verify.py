"""`verify` is silent when the ledgers add up, and every one of its checks finds the damage it is there for."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from tests.support.lending import at, close, lend, make_ready, sent_order, take_back
from tests.support.prescribing import ordered
from tests.support.purchasing import received
from tests.support.world import World

from handtag.apps.billing.models import Charge
from handtag.apps.organisations.queries import system_viewer
from handtag.cli.verification import CHECKS, Check, run
from handtag.files import marks
from handtag.usecases.agreements.start_draft import StartDraft, start_draft
from handtag.usecases.audit.seal_log import SealLog, seal_log
from handtag.usecases.base import execute
from handtag.usecases.billing.credit_charge import CreditCharge, credit_charge
from handtag.usecases.billing.issue_invoices import IssueInvoices, issue_invoices
from handtag.usecases.stock.move_device import MoveDevice, move_device

DECEMBER = date(2026, 12, 2)
pytestmark = pytest.mark.damaged


@pytest.fixture
def year(world: World) -> World:
    """Lent, returned, lent on the same day, sold, closed, invoiced, credited; sent, ordered, drafted, moved by a command."""
    received(world)
    lend(world, "D1001", pieces={"tray": 2}, on=date(2026, 10, 30))
    take_back(world, "D1001", date(2026, 11, 5))
    make_ready(world, "D1001", date(2026, 11, 5))
    lend(world, "D1001", on=date(2026, 11, 5), person="elis", unit="pitea_care")
    ordered(world)
    close(world, "2026-10", now=DECEMBER)
    close(world, "2026-11", now=DECEMBER)
    charge = Charge.objects.filter(kind="rent").latest("pk")
    world.run(credit_charge, CreditCharge(charge.pk, date(2026, 11, 20), "Fel"), "gun", now=at(DECEMBER))
    for month in ("2026-10", "2026-11"):
        world.run(issue_invoices, IssueInvoices(world.centre.pk, month), "gun", now=at(DECEMBER))
    sent_order(world, "D2001", on=DECEMBER)
    world.run(move_device, MoveDevice("D2002", "F", "B-02", DECEMBER), "filip", now=at(DECEMBER), command_id=uuid4())
    execute(seal_log, SealLog(), system_viewer(DECEMBER), now=at(DECEMBER))
    world.run(start_draft, StartDraft(world.version.agreement_id, "1", "2", date(2027, 1, 1)), "siv", now=at(DECEMBER))
    return world


def verify(*words: str) -> str:
    out = StringIO()
    with suppress(CommandError):
        call_command("verify", *words, stdout=out)
    return out.getvalue()


@contextmanager
def without_walls() -> Iterator[Any]:
    """An administrator with the database's own tools: triggers, conditions and unique indexes gone."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            cursor.execute("SELECT 'DROP TRIGGER ' || name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(
                "SELECT format('DROP TRIGGER %I ON %s', tgname, tgrelid::regclass) FROM pg_trigger WHERE NOT tgisinternal UNION ALL "
                "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) FROM pg_constraint "
                "WHERE contype = 'c' AND connamespace = current_schema()::regnamespace"
            )
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
        cursor.execute("DROP INDEX one_open_rental_per_device")
        try:
            yield cursor
        finally:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA ignore_check_constraints = OFF")


DAMAGE: dict[str, tuple[str, ...]] = {
    "decisions_without_a_right": (
        (
            "INSERT INTO rights_requirement (county_id, title, iso_prefix, professions, cases, since, document, section, quote, set_by, "
            "set_at) SELECT MIN(id), 'Kurs', '', '[]', 1, '2026-01-01', 'Avtal', '', '', 'user:0', '2026-01-01 08:00+00:00' "
            "FROM organisations_county"
        ),
    ),
    "certificates_off_their_courses": (
        "INSERT INTO rights_course (county_id, code, title, content) SELECT MIN(id), 'k', 'Kurs', '' FROM organisations_county",
        (
            'INSERT INTO rights_coursedate (course_id, "on", begins, ends, place, seats, answer_by, state, why_cancelled, planned_by, '
            "planned_at) SELECT MIN(id), '2026-05-01', '09:00', '12:00', 'Sal', 1, '2026-05-01', 'held', '', 'user:0', "
            "'2026-01-01 08:00+00:00' FROM rights_course"
        ),
        (
            "INSERT INTO rights_certificate (number, user_id, course_id, date_id, held_on, evidence, issued_by, issued_at) "
            "SELECT 'falskt', (SELECT MIN(id) FROM access_user), course_id, id, \"on\", '', 'user:0', '2026-05-01 08:00+00:00' "
            "FROM rights_coursedate"
        ),
    ),
    "signatures_off_their_decisions": (
        (
            "INSERT INTO rights_signoff (key, prescription_id, article_id, asked_by_id, asked_of_id, note, asked_at, state, answer, "
            "followed, decision_id) SELECT '0123456789abcdef0123456789abcdef', prescription_id, (SELECT MAX(id) FROM catalogue_article), "
            "(SELECT MIN(id) FROM organisations_assignment), (SELECT MAX(id) FROM organisations_assignment), '', "
            "'2026-05-01 08:00+00:00', 'signed', '', (1 = 0), id FROM prescriptions_prescriptiondecision "
            "WHERE id = (SELECT MIN(id) FROM prescriptions_prescriptiondecision)"
        ),
    ),
    "devices_off_their_moves": ("UPDATE stock_device SET bin = 'Z-99' WHERE number = 'D1002'",),
    "holdings_off_their_moves": ("UPDATE stock_holding SET bin = 'Z-99' WHERE id = (SELECT MIN(id) FROM stock_holding)",),
    "owners_off_their_moves": (
        "UPDATE stock_move SET to_centre_id = (SELECT MIN(id) FROM organisations_devicecentre) WHERE kind = 'delivered'",
    ),
    "parts_of_parts": ("UPDATE stock_device SET parent_id = id WHERE number = 'D1003'",),
    "holdings_of_other_articles": (
        "UPDATE stock_holding SET article_id = (SELECT MAX(id) FROM catalogue_article) WHERE id = (SELECT MAX(id) FROM stock_holding)",
    ),
    "blocks_off_their_devices": ("UPDATE stock_device SET blocked = (1 = 1) WHERE number = 'D1003'",),
    "moves_out_under_a_block": (
        (
            "INSERT INTO stock_deviceblock (device_id, reason, note, blocked_by, blocked_at) "
            "SELECT MIN(device_id), 'recall', '', 'user:0', '2026-01-01 08:00+00:00' FROM stock_move WHERE kind = 'sent'"
        ),
    ),
    "pieces_off_their_rows": ("UPDATE stock_piecesheld SET quantity = 7 WHERE quantity = 18",),
    "devices_registered_other_than_once": (
        "UPDATE stock_move SET kind = 'moved' WHERE kind = 'received' AND device_id = (SELECT MIN(id) FROM stock_device)",
    ),
    "moves_recorded_out_of_order": ("UPDATE stock_move SET moved_on = '2027-01-01' WHERE id = (SELECT MAX(id) FROM stock_move)",),
    "moves_of_no_known_kind": ("UPDATE stock_move SET kind = 'adjusted' WHERE id = (SELECT MAX(id) FROM stock_move)",),
    "numbers_that_read_alike": ("UPDATE stock_device SET number = 'd 1001' WHERE number = 'D1003'",),
    "log_off_its_seals": ("UPDATE audit_auditentry SET action = 'stock.found' WHERE action = 'stock.returned'",),
    "balances_off_their_rows": ("UPDATE stock_balance SET quantity = 7 WHERE quantity = 18",),
    "pieces_below_nothing": ("UPDATE stock_countedmove SET quantity = -30 WHERE quantity = 20",),
    "receipts_off_their_audit": ("DELETE FROM audit_auditentry WHERE use_case = 'move_device'",),
    "purchase_lines_off_their_events": ("UPDATE purchasing_purchaseline SET accepted = 0",),
    "controls_off_their_counts": ("UPDATE purchasing_purchaseevent SET quantity = quantity + 9 WHERE kind = 'accepted'",),
    "bought_devices_off_their_controls": ("DELETE FROM purchasing_boughtdevice",),
    "purchases_nobody_allowed": ("UPDATE purchasing_purchaseline SET agreement_id = NULL",),
    "purchase_order_numbers_with_gaps": ("UPDATE organisations_numberseries SET next_number = 200009 WHERE kind = 'purchase_order'",),
    "assortments_off_their_decisions": (
        (
            "INSERT INTO catalogue_assortmentdecision (article_id, assortment, valid_from, reason, decided_by, recorded_at) "
            "SELECT MIN(id), 'phased_out', '2026-01-01', '', 'user:0', '2026-01-01 08:00+00:00' FROM catalogue_article "
            "WHERE assortment = 'stocked'"
        ),
    ),
    "replacement_groups_that_are_no_cliques": ("UPDATE catalogue_equivalencegroup SET division = '999999'",),
    "articles_proposed_and_approved_by_one": (
        (
            "INSERT INTO catalogue_articlerequest (centre_id, state, name, iso_code, supplier_name, supplier_number, why, number, kind, "
            "gtin, assortment, proposed_by, proposed_at, validated_by, approved_by, declined_reason, article_id) "
            "SELECT centre_id, 'published', name, iso_code, '', '', '', number, kind, '', assortment, 'user:1', '2026-01-01 08:00+00:00', "
            "'user:2', 'user:1', '', id FROM catalogue_article WHERE number = '10001'"
        ),
    ),
    "held_devices_off_their_lines": ("UPDATE orders_orderline SET state = 'allocated' WHERE state = 'sent'",),
    "orders_off_their_lines": ("UPDATE orders_order SET state = 'placed' WHERE state = 'delivered'",),
    "lines_off_their_delivery_days": ("UPDATE orders_orderline SET delivered_on = NULL WHERE state = 'delivered'",),
    "orders_off_their_decisions": ("UPDATE orders_order SET payer_id = (SELECT MIN(id) FROM organisations_principal)",),
    "lent_devices_without_a_ground": ("UPDATE orders_orderline SET state = 'collected' WHERE state = 'delivered'",),
    "order_numbers_with_gaps": ("UPDATE orders_order SET number = '100900' WHERE number = '100002'",),
    "prescriptions_off_their_decisions": ("UPDATE prescriptions_prescription SET payer_id = NULL",),
    "exceptions_off_their_decisions": ("UPDATE prescriptions_prescriptiondecision SET rule = 'exception'",),
    "trials_that_outlive_their_prescription": (
        (
            "INSERT INTO prescriptions_trial (prescription_id, until, started_by, started_at, outcome, note, ended_by)"
            " SELECT id, '2026-12-01', 'user:1', started_at, '', '', '' FROM prescriptions_prescription"
        ),
        "UPDATE prescriptions_prescription SET state = 'ended'",
    ),
    "decisions_that_would_be_others": ("UPDATE prescriptions_prescriptiondecision SET rule = 'clinic-2'",),
    "delivered_and_never_followed_up": (
        (
            "DELETE FROM prescriptions_followup WHERE prescription_id = "
            "(SELECT MIN(id) FROM prescriptions_prescription WHERE state = 'delivered')"
        ),
    ),
    "cases_nobody_follows_up": (
        (
            "UPDATE organisations_assignment SET withdrawn_at = '2026-11-30 08:00+00:00' "
            "WHERE id = (SELECT MIN(prescriber_id) FROM prescriptions_prescription)"
        ),
    ),
    "follow_ups_off_their_results": ("UPDATE prescriptions_followup SET done_on = '2026-12-01'",),
    "documents_off_their_hashes": ("UPDATE agreements_agreementversion SET document = document || ' '",),
    "drafts_off_their_changes": ("UPDATE agreements_draft SET revision = 4",),
    "rentals_off_their_moves": ("UPDATE rentals_rental SET end_on = '2026-11-04' WHERE end_on IS NOT NULL",),
    "rentals_off_their_events": ("DELETE FROM rentals_rentalevent WHERE kind = 'ended'",),
    "rentals_off_their_orders": ("UPDATE rentals_rental SET payer_id = (SELECT MIN(id) FROM organisations_principal)",),
    "rentals_that_overlap": ("UPDATE rentals_rental SET end_on = NULL WHERE end_on IS NOT NULL",),
    "open_rentals_of_devices_at_home": ("UPDATE stock_device SET state = 'in_stock', person_id = NULL WHERE state = 'with_person'",),
    "lent_devices_nobody_pays_for": ("UPDATE rentals_rental SET end_on = '2026-12-01' WHERE end_on IS NULL",),
    "rented_days_off_their_charges": ("UPDATE billing_charge SET first_day = '2026-11-06' WHERE first_day = '2026-11-05'",),
    "amounts_off_their_prices": ("UPDATE billing_charge SET amount_ore = amount_ore + 1 WHERE kind = 'sale'",),
    "charges_off_their_sources": ("UPDATE billing_charge SET rule = 'clinic' WHERE kind = 'rent'",),
    "charges_off_the_prices_in_force": ("UPDATE catalogue_priceversion SET valid_from = '2026-11-02'",),
    "charges_outside_their_months": ("UPDATE billing_charge SET last_day = '2026-12-01' WHERE kind = 'rent'",),
    "closed_months_that_changed": ("UPDATE billing_charge SET recorded_at = '2026-12-24 08:00+00:00' WHERE kind = 'sale'",),
    "invoice_numbers_with_gaps": ("UPDATE organisations_numberseries SET next_number = next_number + 1 WHERE kind = 'invoice'",),
    "invoices_off_their_lines": ("UPDATE billing_invoice SET total_ore = total_ore + 1",),
    "credits_beyond_their_charges": ("UPDATE billing_charge SET amount_ore = -99999999 WHERE kind = 'credit'",),
    "credits_off_their_charges": ("UPDATE billing_charge SET last_day = '2026-12-05' WHERE kind = 'credit'",),
    "persons_without_an_identity": ("DELETE FROM people_personidentity WHERE id = (SELECT MAX(id) FROM people_personidentity)",),
    "identities_off_their_index": ('UPDATE people_personidentity SET "index" = \'x\' || substr("index", 2)',),
    "identities_that_are_not_what_they_say": ("UPDATE people_personidentity SET kind = 'reserve_number'",),
    "merges_that_lead_astray": (
        (
            "INSERT INTO people_merge (key, kept_id, merged_id, unit_id, reason, merged_by, merged_at) "
            "SELECT key, (SELECT MIN(id) FROM people_person), (SELECT MAX(id) FROM people_person), "
            "(SELECT MIN(id) FROM organisations_unit), '', 'user:0', '2026-12-01 08:00+00:00' FROM people_person WHERE id <= 2"
        ),
    ),
    "care_relations_that_end_before_they_begin": ("UPDATE people_carerelation SET valid_to = '2025-01-01'",),
    "effects_finished_before_they_were_claimed": (
        (
            "INSERT INTO outbox_effect (kind, payload, recorded_at, finished_at, attempts, last_error) "
            "VALUES ('letter', '{}', '2026-12-01 08:00+00:00', '2026-12-01 08:00+00:00', 0, '')"
        ),
    ),
    "amounts_that_are_not_whole_ore": ("UPDATE billing_invoice SET total_ore = total_ore + 0.5",),
    "constraints_missing_in_the_database": (),  # without_walls has taken one away
    "triggers_missing_in_the_database": (),
    "walls_missing_in_the_database": ("ALTER TABLE people_person NO FORCE ROW LEVEL SECURITY",),
    "answers_that_a_power_cut_could_take": (),  # the server of the tests puts speed before safety
    "rows_that_break_the_schema": (
        "UPDATE stock_balance SET quantity = -1"
        if connection.vendor == "sqlite"
        else "ALTER TABLE stock_balance ADD CONSTRAINT never_checked CHECK (quantity >= 5) NOT VALID",
    ),
}
# What takes a culling, a transfer or a stocktake to damage is tried where those are made.
TRIED_APPS = ("retention", "stores", "procurement", "takeover", "approvals", "own", "handovers")
TRIED_IN = [Path(__file__).parents[1] / "apps" / app / "test_checks.py" for app in TRIED_APPS]
TRIED_THERE = {
    "rented_devices_nobody_answers_for",
    "handovers_off_their_answers",
    "prescriptions_offered_twice",
    "handovers_from_others_records",
    "buy_outs_off_their_moves",
    "requests_without_a_ground",
    "answers_off_their_requests",
    "persons_who_act_for_themselves",
    "taken_devices_off_their_packages",
    "taken_lendings_off_their_rents",
    "transfers_off_their_goods",
    "stocktakes_off_their_counts",
    "stocktakes_without_two_persons",
    "shortages_off_their_differences",
    "deals_off_their_goods",
    "loans_off_their_owners",
    "prices_off_their_decisions",
    "approvals_off_their_events",
    "orders_before_their_approval",
    "trust_prescriptions_nobody_was_told_of",
    "price_lists_off_their_counts",
    "cuts_off_their_seals",
    "culled_records_that_still_speak",
    "cullings_without_two_persons",
    "cullings_below_the_minimum",
    "cullings_off_their_proposals",
}


def test_a_world_made_by_use_cases_adds_up(year: World) -> None:
    assert [found for found in run() if found.count] == []
    assert f"0 rows differ in {len(CHECKS)} checks" in verify()


@pytest.mark.law("NIS 2 art. 21.2 f")
def test_every_check_has_damage_to_try_it_with() -> None:
    assert sorted([*DAMAGE, *TRIED_THERE]) == sorted(check.__name__ for check in CHECKS)
    text = "".join(path.read_text(encoding="utf-8") for path in TRIED_IN)
    assert [name for name in TRIED_THERE if f"{name}())) " not in text] == [], "each is seen to find something"


@pytest.mark.parametrize("check", [c for c in CHECKS if c.__name__ in DAMAGE], ids=lambda check: check.__name__)
def test_what_was_changed_behind_the_walls_is_found(year: World, check: Check, settings: Any) -> None:
    """An administrator can drop a trigger and change a row; the proof still finds what was changed."""
    if check.__name__ == "amounts_that_are_not_whole_ore" and connection.vendor == "postgresql":
        pytest.skip("a bigint column of PostgreSQL takes no part of an öre: the statement rounds")
    if check.__name__ == "walls_missing_in_the_database" and connection.vendor == "sqlite":
        pytest.skip("SQLite has no second wall")
    if check.__name__ == "answers_that_a_power_cut_could_take" and connection.vendor == "sqlite":
        pytest.skip("SQLite does not let it be changed in a transaction: tests/db/test_durability.py")
    settings.DEMO = check.__name__ != "answers_that_a_power_cut_could_take"
    with without_walls() as cursor:
        for statement in DAMAGE[check.__name__]:
            cursor.execute(statement)
    (found,) = run([check])
    assert found.count > 0
    assert found.rows
    assert check.__name__ in verify(check.__name__)


def test_an_identity_under_another_key_is_named_without_its_number(year: World) -> None:
    with without_walls() as cursor:
        cursor.execute("UPDATE people_personidentity SET value = 'gAAAAA' || value")
    report = verify("people")
    assert "cannot be opened with HANDTAG_FIELD_KEYS" in report
    assert not any(year.number(name) in report for name in ("asta", "bror"))


def test_the_first_rows_are_shown_and_the_rest_counted(year: World) -> None:
    with without_walls() as cursor:
        cursor.execute("UPDATE stock_device SET bin = 'Z-99' WHERE state = 'in_stock'")
    report = verify("devices_off_their_moves", "--rows=2")
    assert report.count("but its moves say") == 2
    assert "more" in report


def test_the_account_as_json_says_which_invariant_each_check_keeps(year: World) -> None:
    with without_walls() as cursor:
        cursor.execute("UPDATE stock_balance SET quantity = 7 WHERE quantity = 18")
    account = json.loads(verify("devices", "--json"))
    assert account["wrong"] == 1
    (wrong,) = [check for check in account["checks"] if check["count"]]
    assert wrong["name"] == "balances_off_their_rows"
    assert wrong["keeps"] == ["L6", "L11"]
    assert wrong["rows"] == [f"article {year.articles['tray'].pk} at location {year.locations['C'].pk}: balance 7, but its rows say 18"]


def test_a_whole_run_leaves_a_mark_that_readiness_can_tell_of(year: World, tmp_path: Path, settings: Any) -> None:
    settings.STATE = tmp_path
    verify("people")
    assert marks.get(tmp_path, "verified") is None
    verify()
    assert (marks.get(tmp_path, "verified") or {})["wrong"] == 0


def test_a_check_that_breaks_on_what_it_finds_has_found_something_and_the_others_are_asked(year: World) -> None:
    with without_walls() as cursor:
        cursor.execute("UPDATE stock_move SET kind = 'sent' WHERE kind = 'reconditioned'")
        cursor.execute("UPDATE orders_order SET number = 'ett' WHERE number = '100002'")
    found = {answer.name: answer for answer in run() if answer.count}
    assert "broken chain: stock.illegal_move" in found["devices_off_their_moves"].rows[0]
    assert found["order_numbers_with_gaps"].rows[-1] == "could not be asked to the end: ValueError"


def test_an_unknown_check_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="no such check"):
        call_command("verify", "everything")
