"""Was everything that is gone removed by the plan, by two persons, and not too early? One line per row that is wrong."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q

from handtag.apps.approvals.models import Approval, ApprovalEvent
from handtag.apps.audit.models import LogCut
from handtag.apps.handovers.models import Handover
from handtag.apps.orders.models import Order
from handtag.apps.people.models import Person, PersonIdentity
from handtag.apps.prescriptions.models import FollowUp, Prescription, Step
from handtag.apps.retention.models import PSEUDONYM, Culled, Door, Proposal
from handtag.apps.rights.models import SignOff
from handtag.domain.retention import KINDS, contents_hash


def cullings_without_two_persons() -> Iterator[str]:
    """What was removed had been approved, in time, by someone else than who proposed it."""
    alone = Q(approved_by="") | Q(approved_by=F("proposed_by"))
    started = Exists(Culled.objects.filter(proposal=OuterRef("pk")))
    for proposal in Proposal.objects.filter(alone, started).order_by("pk"):
        yield f"culling {proposal.key}: proposed by {proposal.proposed_by}, approved by {proposal.approved_by or 'nobody'}"
    late = Q(culled_at__gte=F("proposal__expires_at")) | Q(culled_at__lt=F("proposal__approved_at"))
    late |= Q(proposal__withdrawal__withdrawn_at__lt=F("culled_at"))
    for row in Culled.objects.filter(late).select_related("proposal").order_by("pk"):
        yield f"culling {row.proposal.key}: {row.kind} {row.row_id} was removed outside the time of its approval"


def cullings_below_the_minimum() -> Iterator[str]:
    """Nothing was removed before the time that the law asks for was over, and no kind that is never removed."""
    for row in Culled.objects.select_related("proposal").order_by("pk").iterator(2000):
        kind, where = KINDS[row.kind], f"culling {row.proposal.key}: {row.kind} {row.row_id}"
        over = kind.minimum.over_on(row.on) if kind.minimum else row.on
        if over is None or over > row.proposal.as_of:
            yield f"{where} from {row.on} was removed as of {row.proposal.as_of}"


def cullings_off_their_proposals() -> Iterator[str]:
    """What was removed is exactly what was approved, no door stands open, and nothing was cut from the log in another way."""
    for proposal in Proposal.objects.exclude(finished_at=None).order_by("pk"):
        if contents_hash(Culled.objects.filter(proposal=proposal).values_list("digest", flat=True)) != proposal.contents_hash:
            yield f"culling {proposal.key}: what was removed is not what was approved"
    for door in Door.objects.select_related("proposal").order_by("pk"):
        yield f"culling {door.proposal.key}: a door to {door.ledger} {door.first_id}-{door.last_id} stands open"
    culled = Culled.objects.filter(proposal__key=OuterRef("proposal_key"), kind="access_log", row_id=OuterRef("seal_id"))
    for cut in LogCut.objects.exclude(Exists(culled)).order_by("pk"):
        yield f"principal {cut.principal_id}, {cut.log} log: cut at seal {cut.number} without a culling"


def culled_records_that_still_speak() -> Iterator[str]:
    """Of a record that was removed no free text is left from that time, and of a forgotten person neither name nor number."""
    done = Culled.objects.filter(kind="patient_records", proposal__principal_id=OuterRef("of"))
    ours = {"row_id": OuterRef("who"), "culled_at__gt": OuterRef("written")}
    texts = (
        (Prescription, "person_id", "unit__principal_id", "started_at", ~Q(need="") | ~Q(goal="")),
        (Order, "person_id", "unit__principal_id", "placed_at", ~Q(note="")),
        (Approval, "prescription__person_id", "unit__principal_id", "asked_at", ~Q(motive="")),
        (ApprovalEvent, "approval__prescription__person_id", "approval__unit__principal_id", "at", ~Q(note="")),
        (Step, "prescription__person_id", "prescription__unit__principal_id", "recorded_at", ~Q(note="")),
        (Handover, "prescription__person_id", "prescription__unit__principal_id", "offered_at", ~Q(what="") | ~Q(goal="")),
        (SignOff, "prescription__person_id", "prescription__unit__principal_id", "asked_at", ~Q(note="") | ~Q(answer="")),
        (FollowUp, "prescription__person_id", "prescription__unit__principal_id", "prescription__started_at", ~Q(note="")),
    )
    for model, who, of, at, speaks in texts:
        rows = model._default_manager.filter(speaks).annotate(who=F(who), of=F(of), written=F(at))
        # A follow-up that was made after the removal speaks of the time after it.
        for pk in rows.filter(Exists(done.filter(**ours))).order_by("pk").values_list("pk", flat=True):
            yield f"{model._meta.model_name} {pk}: its record was removed, and its text is still there"
    gone = Culled.objects.filter(kind="identities").values("row_id")
    named = ~Q(given_name="") | ~Q(family_name="")
    for key in Person.objects.filter(named, pk__in=gone).order_by("pk").values_list("key", flat=True):
        yield f"person {key}: was forgotten, and has a name"
    for pk in PersonIdentity.objects.filter(person_id__in=gone).exclude(kind=PSEUDONYM).order_by("pk").values_list("pk", flat=True):
        yield f"identity {pk}: its person was forgotten"
