"""The proof that nothing is lost: every invariant as a question that must find no row, asked one after another. Changes nothing.

A check is a function in an app's `checks.py` that yields a line per row that is wrong; here stand the list and what each keeps.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice

from handtag.apps.agreements import checks as agreements
from handtag.apps.approvals import checks as approvals
from handtag.apps.audit import checks as log
from handtag.apps.audit import checks_receipts as receipts
from handtag.apps.billing import checks as billing
from handtag.apps.catalogue import checks as catalogue
from handtag.apps.handovers import checks as handovers
from handtag.apps.orders import checks as orders
from handtag.apps.outbox import checks as outbox
from handtag.apps.own import checks as own
from handtag.apps.people import checks as people
from handtag.apps.prescriptions import checks as prescriptions
from handtag.apps.procurement import checks as procurement
from handtag.apps.purchasing import checks as purchasing
from handtag.apps.rentals import checks as rentals
from handtag.apps.retention import checks as retention
from handtag.apps.rights import checks as rights
from handtag.apps.stock import checks as stock
from handtag.apps.stores import checks as stores
from handtag.apps.takeover import checks as takeover
from handtag.db import checks as schema

Check = Callable[[], Iterator[str]]
DEVICES, MONEY, CARE, PEOPLE, PLATFORM = "devices", "money", "care", "people", "platform"
# check: (what it is about, the invariants it keeps)
CHECKS: dict[Check, tuple[str, str]] = {
    stock.devices_off_their_moves: (DEVICES, "L1 L2 L3 L7"),
    stock.holdings_off_their_moves: (DEVICES, "L1 L2 L3"),
    stock.holdings_of_other_articles: (DEVICES, "L2 L3"),
    stock.owners_off_their_moves: (DEVICES, "L2 L3"),
    stock.parts_of_parts: (DEVICES, "L9"),
    stock.blocks_off_their_devices: (DEVICES, "L7"),
    stock.moves_out_under_a_block: (DEVICES, "L7"),
    stock.devices_registered_other_than_once: (DEVICES, "L2 L8"),
    stock.moves_recorded_out_of_order: (DEVICES, "L10"),
    stock.moves_of_no_known_kind: (DEVICES, "L11"),
    stock.numbers_that_read_alike: (DEVICES, "L8"),
    stock.balances_off_their_rows: (DEVICES, "L6 L11"),
    stock.pieces_off_their_rows: (DEVICES, "L6 L11"),
    stock.pieces_below_nothing: (DEVICES, "L6"),
    stores.transfers_off_their_goods: (DEVICES, "L1 L2 L6"),
    stores.stocktakes_off_their_counts: (DEVICES, "L11"),
    stores.stocktakes_without_two_persons: (DEVICES, "L11 R12"),
    stores.shortages_off_their_differences: (MONEY, "L11 R3"),
    stores.deals_off_their_goods: (MONEY, "L2 L11"),
    stores.loans_off_their_owners: (DEVICES, "L2"),
    takeover.taken_devices_off_their_packages: (DEVICES, "L2 L3"),
    takeover.taken_lendings_off_their_rents: (MONEY, "R1 R3"),
    handovers.rented_devices_nobody_answers_for: (CARE, "D2 D6"),
    handovers.handovers_off_their_answers: (CARE, "D2"),
    handovers.prescriptions_offered_twice: (CARE, "D2"),
    handovers.handovers_from_others_records: (CARE, "D2"),
    handovers.buy_outs_off_their_moves: (MONEY, "L2 R3"),
    rights.decisions_without_a_right: (CARE, "D3"),
    rights.certificates_off_their_courses: (CARE, "D3"),
    rights.signatures_off_their_decisions: (CARE, "D3"),
    receipts.receipts_off_their_audit: (PLATFORM, "L4"),
    log.log_off_its_seals: (PEOPLE, "P3"),
    log.cuts_off_their_seals: (PEOPLE, "P3 P11"),
    retention.cullings_without_two_persons: (PEOPLE, "P11 R12"),
    retention.cullings_below_the_minimum: (PEOPLE, "P11"),
    retention.cullings_off_their_proposals: (PEOPLE, "P11"),
    retention.culled_records_that_still_speak: (PEOPLE, "P11"),
    purchasing.purchase_lines_off_their_events: (DEVICES, "L3 L11"),
    purchasing.controls_off_their_counts: (DEVICES, "L2 L11"),
    purchasing.bought_devices_off_their_controls: (DEVICES, "L2 L8"),
    purchasing.purchases_nobody_allowed: (MONEY, "R12"),
    purchasing.purchase_order_numbers_with_gaps: (MONEY, "R6"),
    catalogue.assortments_off_their_decisions: (CARE, "L3"),
    catalogue.replacement_groups_that_are_no_cliques: (CARE, "S3"),
    catalogue.articles_proposed_and_approved_by_one: (CARE, "R12"),
    orders.held_devices_off_their_lines: (DEVICES, "L5 L7"),
    orders.orders_off_their_lines: (CARE, "D3"),
    orders.lines_off_their_delivery_days: (CARE, "D3"),
    orders.orders_off_their_decisions: (CARE, "D2 D6"),
    orders.lent_devices_without_a_ground: (CARE, "D6"),
    orders.order_numbers_with_gaps: (CARE, "D3"),
    prescriptions.prescriptions_off_their_decisions: (CARE, "D2 D3"),
    prescriptions.decisions_that_would_be_others: (CARE, "D1"),
    prescriptions.follow_ups_off_their_results: (CARE, "D3"),
    prescriptions.exceptions_off_their_decisions: (CARE, "D2 D3"),
    prescriptions.trials_that_outlive_their_prescription: (CARE, "D3"),
    prescriptions.delivered_and_never_followed_up: (CARE, "D3"),
    prescriptions.cases_nobody_follows_up: (CARE, "D3"),
    agreements.documents_off_their_hashes: (CARE, "D1 R3"),
    agreements.drafts_off_their_changes: (CARE, "D1"),
    approvals.approvals_off_their_events: (CARE, "R12"),
    approvals.orders_before_their_approval: (CARE, "D2 D3"),
    approvals.trust_prescriptions_nobody_was_told_of: (MONEY, "D2"),
    rentals.rentals_off_their_moves: (MONEY, "L3 R1"),
    rentals.rentals_off_their_events: (MONEY, "L3 R1"),
    rentals.rentals_off_their_orders: (MONEY, "D2 R3"),
    rentals.rentals_that_overlap: (MONEY, "D2 R2"),
    rentals.open_rentals_of_devices_at_home: (MONEY, "L7 R1"),
    billing.lent_devices_nobody_pays_for: (MONEY, "D2 R1"),
    billing.rented_days_off_their_charges: (MONEY, "R1 R2"),
    billing.amounts_off_their_prices: (MONEY, "R3 R7"),
    billing.charges_off_their_sources: (MONEY, "D1 R3"),
    billing.charges_off_the_prices_in_force: (MONEY, "R4"),
    billing.charges_outside_their_months: (MONEY, "R1 R5"),
    billing.closed_months_that_changed: (MONEY, "L10 R5"),
    billing.invoice_numbers_with_gaps: (MONEY, "R6"),
    billing.invoices_off_their_lines: (MONEY, "R7 R8 R9"),
    billing.credits_beyond_their_charges: (MONEY, "R10"),
    billing.credits_off_their_charges: (MONEY, "R10"),
    people.persons_without_an_identity: (PEOPLE, "P12"),
    people.merges_that_lead_astray: (PEOPLE, "P8 P12"),
    people.identities_off_their_index: (PEOPLE, "P12 S7"),
    people.identities_that_are_not_what_they_say: (PEOPLE, "P12"),
    people.care_relations_that_end_before_they_begin: (PEOPLE, "P1"),
    procurement.prices_off_their_decisions: (MONEY, "R12"),
    procurement.price_lists_off_their_counts: (MONEY, "S2"),
    own.requests_without_a_ground: (PEOPLE, "P1"),
    own.answers_off_their_requests: (CARE, "D3"),
    own.persons_who_act_for_themselves: (PEOPLE, "P1"),
    outbox.effects_finished_before_they_were_claimed: (PLATFORM, "S1"),
    schema.amounts_that_are_not_whole_ore: (PLATFORM, "R11"),
    schema.constraints_missing_in_the_database: (PLATFORM, "S3"),
    schema.triggers_missing_in_the_database: (PLATFORM, "L3 R5 S3"),
    schema.walls_missing_in_the_database: (PEOPLE, "P1"),
    schema.answers_that_a_power_cut_could_take: (PLATFORM, "S1"),
    schema.rows_that_break_the_schema: (PLATFORM, "S1 S3"),
}


@dataclass(frozen=True)
class Found:
    """What one check found: how many rows are wrong, and the first of them."""

    name: str
    about: str
    keeps: tuple[str, ...]
    rule: str
    count: int
    rows: tuple[str, ...]
    seconds: float

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def run(checks: Iterable[Check] = tuple(CHECKS), *, rows: int = 5) -> Iterator[Found]:
    """Asks each check, and tells when it has its answer; `rows` is how many offending rows are kept of each."""
    for check in checks:
        started = time.monotonic()
        wrong = _asked(check)
        first = tuple(islice(wrong, rows))
        count = len(first) + sum(1 for _ in wrong)
        about, keeps = CHECKS[check]
        yield Found(check.__name__, about, tuple(keeps.split()), rule(check), count, first, round(time.monotonic() - started, 3))


def _asked(check: Check) -> Iterator[str]:
    """Its rows; a question that itself breaks on what it finds has found something, and the others are still asked."""
    try:
        yield from check()
    except Exception as broken:
        yield f"could not be asked to the end: {type(broken).__name__}"


def rule(check: Check) -> str:
    """What must hold, in a sentence."""
    return (check.__doc__ or "").partition("\n\n")[0].replace("\n", " ").strip()
