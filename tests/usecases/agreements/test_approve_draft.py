"""A second person approves; then the draft is a published version, and earlier versions are as they were."""

from datetime import timedelta

import pytest
from tests.support import drafts
from tests.support.world import NOW, World

from handtag.apps.agreements.models import AgreementVersion
from handtag.apps.agreements.queries import cases_of_version, compiled_for, compiled_version
from handtag.apps.audit.models import AuditEntry
from handtag.domain.agreement.decide import decide
from handtag.domain.values.errors import Conflict, Refused
from handtag.usecases.agreements.approve_draft import ApproveDraft, approve_draft
from handtag.usecases.agreements.put_in_draft import PutInDraft, put_in_draft
from handtag.usecases.agreements.submit_draft import SubmitDraft, submit_draft
from handtag.usecases.agreements.withdraw_draft import WithdrawDraft, withdraw_draft

AT_18 = {"iso_code": "122203", "age": 18, "housing": "ordinary", "care_setting": "home_visit"}
CASE = {"id": "c18", "title": "Den som är 18", "facts": AT_18, "expect": {"payer": "region"}, "source": "c-age"}


def test_the_new_version_answers_from_its_first_day_and_the_old_one_until_then_unchanged(world: World) -> None:
    before = AgreementVersion.objects.values().get(pk=world.version.pk)
    made = world.run(approve_draft, ApproveDraft(drafts.submitted(world), 2), "sten")
    first = drafts.FIRST_DAY
    assert compiled_for(world.version.agreement_id, first).version_id == made
    assert compiled_for(world.version.agreement_id, first - timedelta(days=1)).version_id == world.version.pk
    assert decide(compiled_version(made).compiled, AT_18).payer == "region"
    assert AgreementVersion.objects.values().get(pk=world.version.pk) == before


def test_the_draft_and_its_cases_are_what_is_published(world: World) -> None:
    key = drafts.changed(world)
    world.run(put_in_draft, PutInDraft(key, 1, "case", CASE), "siv")
    world.run(submit_draft, SubmitDraft(key, 2), "siv")
    made = world.run(approve_draft, ApproveDraft(key, 3), "sten")
    draft = drafts.row(key)
    row = AgreementVersion.objects.get(pk=made)
    assert (draft.state, draft.published, row.document) == ("approved", row, draft.document)
    assert [case.id for case in cases_of_version(made)] == ["c18"]


def test_the_log_tells_of_the_approval_and_of_the_published_version(world: World) -> None:
    world.run(approve_draft, ApproveDraft(drafts.submitted(world), 2), "sten")
    written = AuditEntry.objects.filter(use_case="approve_draft").order_by("pk").values_list("action", "actor")
    sten = world.viewer("sten").code
    assert list(written) == [("agreements.draft_approved", sten), ("agreements.version_published", sten)]


@pytest.mark.law("KL 6 kap.")
def test_whoever_began_the_draft_does_not_approve_it(world: World) -> None:
    key = drafts.submitted(world)
    with pytest.raises(Refused, match=r"agreements\.own_draft"):
        world.run(approve_draft, ApproveDraft(key, 2), "siv")
    assert AgreementVersion.objects.count() == 1


@pytest.mark.law("ASVS 2.3.5, KL 6 kap.")
def test_whoever_changed_the_draft_does_not_approve_it(world: World) -> None:
    key = drafts.changed(world)
    world.run(put_in_draft, PutInDraft(key, 1, "agreement", {"title": "Stens titel"}), "sten")
    world.run(submit_draft, SubmitDraft(key, 2), "siv")
    with pytest.raises(Refused, match=r"agreements\.own_draft"):
        world.run(approve_draft, ApproveDraft(key, 3), "sten")


@pytest.mark.law("KL 6 kap.")
def test_whoever_submitted_the_draft_does_not_approve_it(world: World) -> None:
    key = drafts.changed(world)
    world.run(submit_draft, SubmitDraft(key, 1), "sten")
    with pytest.raises(Refused, match=r"agreements\.own_draft"):
        world.run(approve_draft, ApproveDraft(key, 2), "sten")


def test_a_draft_that_is_being_written_is_not_approved(world: World) -> None:
    with pytest.raises(Refused, match=r"agreements\.illegal_step"):
        world.run(approve_draft, ApproveDraft(drafts.changed(world), 1), "sten")


def test_what_is_approved_is_what_was_seen(world: World) -> None:
    key = drafts.submitted(world)
    world.run(withdraw_draft, WithdrawDraft(key, 2), "siv")
    world.run(put_in_draft, PutInDraft(key, 3, "agreement", {"title": "I smyg"}), "siv")
    world.run(submit_draft, SubmitDraft(key, 4), "siv")
    with pytest.raises(Conflict):
        world.run(approve_draft, ApproveDraft(key, 2), "sten")


def test_a_draft_that_waited_past_its_first_day_is_not_approved(world: World) -> None:
    key = drafts.submitted(world)
    with pytest.raises(Refused, match=r"agreements\.begins_in_the_past"):
        world.run(approve_draft, ApproveDraft(key, 2), "sten", now=NOW + timedelta(days=60))


def test_a_version_name_that_was_taken_meanwhile_is_refused(world: World) -> None:
    key = drafts.submitted(world)
    row = world.version
    AgreementVersion.objects.create(
        agreement_id=row.agreement_id, version="2", name=row.name, valid_from=row.valid_from, document=row.document,
        document_hash=row.document_hash, published_at=NOW,
    )  # fmt: skip
    with pytest.raises(Refused, match=r"agreements\.already_published"):
        world.run(approve_draft, ApproveDraft(key, 2), "sten")
