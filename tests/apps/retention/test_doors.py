"""Only an approved culling passes the append-only tables, and only through the rows it names."""

import pytest
from django.db import DatabaseError, transaction
from tests.support import culling
from tests.support.culling import ELEVEN_YEARS_ON
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry
from handtag.apps.prescriptions.models import Step
from handtag.apps.retention.models import Door, Proposal
from handtag.usecases.retention.approve_culling import approve_culling


def refuses(change: object) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        change()  # type: ignore[operator]


def test_only_an_approved_culling_opens_the_door_in_a_ledger(old: World) -> None:
    step = Step.objects.exclude(note="").get()
    entry = AccessEntry.objects.filter(principal_id=old.principals["lulea"].pk).earliest("pk")
    asked = culling.proposed(old)
    proposal = Proposal.objects.get(key=asked.proposal_key)
    refuses(lambda: Step.objects.filter(pk=step.pk).update(note=""))
    refuses(lambda: Door.objects.create(proposal=proposal, ledger=Step._meta.db_table, first_id=step.pk, last_id=step.pk))
    old.run(approve_culling, asked, "lova", now=ELEVEN_YEARS_ON)
    Door.objects.create(proposal=proposal, ledger=Step._meta.db_table, first_id=step.pk, last_id=step.pk)
    refuses(lambda: Step.objects.filter(pk=step.pk).update(note="Något annat"))
    refuses(lambda: Step.objects.filter(pk=step.pk).update(note="", taken_by="user:9"))
    refuses(lambda: Step.objects.filter(pk=step.pk).delete())
    refuses(lambda: AccessEntry.objects.filter(pk=entry.pk).delete())
    refuses(lambda: AccessEntry.objects.filter(pk=entry.pk).update(actor="user:9"))
    assert Step.objects.filter(pk=step.pk).update(note="") == 1
    Door.objects.all().delete()
    refuses(lambda: Step.objects.filter(pk=step.pk).update(note=""))
