"""Do prescriptions and their decisions agree with what they rest on? One line per row that is wrong, else nothing."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from handtag.apps.agreements.queries import compiled_version
from handtag.apps.audit.models import AuditEntry
from handtag.apps.organisations.models import Assignment
from handtag.apps.prescriptions.models import FollowUp, Prescription, PrescriptionDecision
from handtag.apps.prescriptions.process import ExceptionAnswer, Trial
from handtag.domain.agreement.decide import decide
from handtag.domain.agreement.facts import FactError
from handtag.domain.prescribing import rule_of
from handtag.domain.process import EXCEPTION
from handtag.domain.values.errors import HandtagError

CHUNK = 500
DECIDED = ("article_chosen", "ordered", "delivered", "followed_up")


def prescriptions_off_their_decisions() -> Iterator[str]:
    """From the day an article is chosen, article and payer are those of a decision; before it there is neither."""
    last = PrescriptionDecision.objects.filter(prescription=OuterRef("pk"), article=OuterRef("article")).order_by("-pk")
    rows = Prescription.objects.annotate(decided=Subquery(last.values("payer_id")[:1]))
    for one in rows.filter(Q(state__in=DECIDED) | Q(article__isnull=False)).order_by("pk").iterator(CHUNK):
        if one.article_id is None or one.payer_id is None or one.payer_id != one.decided:
            yield f"prescription {one.key}: {one.state}, payer {one.payer_id}, but its decision says {one.decided}"


def decisions_that_would_be_others() -> Iterator[str]:
    """A decision made again from its facts and its agreement version answers payer and rule as it did: no new version changes it."""
    answers: dict[tuple[int, str], tuple[str, str]] = {}
    rows = PrescriptionDecision.objects.filter(exception=None).order_by("pk")
    rows = rows.only("agreement_version_id", "facts", "decision", "rule")
    for row in rows.iterator(CHUNK):
        key = (row.agreement_version_id, json.dumps(row.facts, sort_keys=True))
        if key not in answers:
            answers[key] = _asked_again(*key)
        if (row.decision.get("payer"), row.rule) != answers[key]:
            yield f"decision {row.pk}: {row.decision.get('payer')} by {row.rule}, but asked again {' by '.join(answers[key])}"


def exceptions_off_their_decisions() -> Iterator[str]:
    """A decision rests on an exception exactly when its rule says so; the manager's own principal pays, and the request is of the same
    prescription and article."""
    unbacked = PrescriptionDecision.objects.filter(rule=EXCEPTION, exception=None).order_by("pk").values_list("pk", flat=True)
    yield from (f"decision {pk}: an exception that nobody has granted" for pk in unbacked)
    rows = ExceptionAnswer.objects.filter(decision__isnull=False).select_related("request__unit", "decision").order_by("pk")
    for row in rows.iterator(CHUNK):
        asked, made = row.request, row.decision
        wanted = (EXCEPTION, asked.unit.principal_id, asked.prescription_id, asked.article_id)
        if made is not None and (made.rule, made.payer_id, made.prescription_id, made.article_id) != wanted:
            yield f"exception {asked.key}: its decision {made.pk} is about another thing or payer"


def trials_that_outlive_their_prescription() -> Iterator[str]:
    """A trial is over when its prescription has ended."""
    for one in Trial.objects.filter(ended_on=None, prescription__state="ended").select_related("prescription").order_by("pk"):
        yield f"trial {one.pk}: goes on, but prescription {one.prescription.key} has ended"


def follow_ups_off_their_results() -> Iterator[str]:
    """A follow-up has a result exactly when it is done."""
    done = Q(done_on__isnull=False)
    for row in FollowUp.objects.filter((done & Q(result="")) | (~done & ~Q(result=""))).order_by("pk"):
        yield f"follow-up {row.pk}: done on {row.done_on}, result {row.result or 'missing'}"


def delivered_and_never_followed_up() -> Iterator[str]:
    """What has been delivered on a prescription that has not ended is followed up, or will be."""
    none = ~Exists(FollowUp.objects.filter(prescription=OuterRef("pk")))
    for one in Prescription.objects.filter(none, state__in=("delivered", "followed_up")).order_by("pk").iterator(CHUNK):
        yield f"prescription {one.key}: {one.state}, but nothing says when it is followed up"


def cases_nobody_follows_up() -> Iterator[str]:
    """Whoever answers for a prescription that has not ended works in that role, or the unit is told that somebody else must.

    The clock is that of the log: a role that ran out is flagged by the timer, at the latest two days after.
    """
    latest = AuditEntry.objects.order_by("-pk").values_list("recorded_at", flat=True).first()
    over = Q(withdrawn_at__isnull=False) | Q(user__is_active=False)
    if latest is not None:
        over |= Q(valid_to__lt=latest.date() - timedelta(days=2))
    gone = Assignment.objects.filter(over).values("pk")
    living = Prescription.objects.exclude(state="ended").filter(responsible__flagged_on=None)
    owned = living.annotate(owner=Coalesce("responsible__assignment_id", "prescriber_id"))
    rows: QuerySet[Any] = owned.filter(owner__in=gone)
    for key, owner in rows.order_by("pk").values_list("key", "owner").iterator(CHUNK):
        yield f"prescription {key}: followed up in the role {owner}, which is over, and its unit is not told"


def _asked_again(version_id: int, facts: str) -> tuple[str, str]:
    try:
        decision = decide(compiled_version(version_id).compiled, json.loads(facts))
    except (HandtagError, FactError, ValueError) as error:
        return (type(error).__name__, "")
    return (decision.payer, rule_of(decision))
