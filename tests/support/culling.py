"""Records that have grown old: Luleå's Karin proposes to remove them, its Lova approves."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from tests.support import lending, log
from tests.support.hers import process_of_hers
from tests.support.world import NOW, World

from handtag.apps.audit.models import LogExtract
from handtag.apps.orders.attachments import Attachment
from handtag.apps.organisations.queries import system_viewer
from handtag.apps.people.models import CareRelation, RelationEnd
from handtag.apps.prescriptions.models import FollowUp, Step
from handtag.apps.retention.models import Proposal
from handtag.usecases.audit.seal_log import SealLog, seal_log
from handtag.usecases.base import execute
from handtag.usecases.billing.issue_invoices import IssueInvoices, issue_invoices
from handtag.usecases.retention.approve_culling import ApproveCulling, approve_culling
from handtag.usecases.retention.perform_culling import PerformCulling, perform_culling
from handtag.usecases.retention.propose_culling import ProposeCulling, propose_culling
from handtag.usecases.retention.set_hold import SetHold, set_hold

ELEVEN_YEARS_ON = datetime(2038, 3, 1, 8, tzinfo=UTC)


def relations_ended(world: World, *names: str, at: datetime = NOW) -> None:
    """Nobody's unit cares for these any longer (everyone when none is named)."""
    persons = [world.persons[name] for name in names or world.persons]
    rows = CareRelation.objects.filter(person__in=persons, end=None)
    RelationEnd.objects.bulk_create(RelationEnd(relation=one, recorded_by="user:1", recorded_at=at) for one in rows)


def lent_and_returned(world: World) -> World:
    """Asta had a device in November, with notes along the way; it is back and the month is closed and invoiced."""
    order = lending.lend(world, "D1001", on=world.today - timedelta(days=12))
    prescription = order.prescription
    assert prescription is not None
    Step.objects.create(
        prescription=prescription, kind="information", note="Rädd för att falla", taken_by="user:1", taken_on=world.today, recorded_at=NOW
    )
    FollowUp.objects.create(prescription=prescription, due_on=world.today, done_on=world.today, result="goal_reached", note="Går ute")
    Attachment.objects.create(
        order=order, title="Hennes trapp", media_type="image/png", size=4, content=b"trap", added_by="user:1", added_at=NOW
    )
    process_of_hers(prescription)
    lending.take_back(world, "D1001", world.today)
    lending.close(world, "2026-11", now=world.today + timedelta(days=12))
    world.run(issue_invoices, IssueInvoices(world.centre.pk, "2026-11"), "gun", now=NOW + timedelta(days=12))
    return world


def grown_old(world: World, at: datetime = NOW) -> World:
    """Readings that were sealed, and nobody's record is open; all of it recorded at one moment."""
    log.read(world)
    relations_ended(world, at=at)
    execute(seal_log, SealLog(), system_viewer(at.date()), now=at)
    return world


def long_ago(world: World) -> World:
    """Luleå gave out an extract of its log sixteen years ago."""
    at = datetime(2010, 1, 1, 8, tzinfo=UTC)
    LogExtract.objects.create(
        key=uuid4(), principal_id=world.principals["lulea"].pk, person_key=world.key("asta"), first_day=at.date(), last_day=at.date(),
        until_id=0, made_by="user:1", made_at=at,
    )  # fmt: skip
    return world


def held(world: World) -> int:
    """Karin holds back what is about Dagny."""
    return world.run(set_hold, SetHold(world.number("dagny"), "dispute", "HSN 2026/17"), "karin")


def proposed(world: World, now: datetime = ELEVEN_YEARS_ON) -> ApproveCulling:
    """Karin's proposal, as Lova reads it."""
    key = world.run(propose_culling, ProposeCulling(), "karin", now=now)
    return ApproveCulling(key, Proposal.objects.get(key=key).contents_hash)


def approved(world: World, now: datetime = ELEVEN_YEARS_ON) -> UUID:
    """The proposal, approved by Lova."""
    asked = proposed(world, now)
    world.run(approve_culling, asked, "lova", now=now)
    return asked.proposal_key


def performed(world: World, now: datetime = ELEVEN_YEARS_ON, batch: int = 200) -> UUID:
    """The proposal, carried out to the end."""
    key = approved(world, now)
    while world.run(perform_culling, PerformCulling(key, batch), "karin", now=now):
        pass
    return key
