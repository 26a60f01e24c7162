"""A draft is submitted when it is without error, its worked cases hold, and it says something new."""

from datetime import timedelta

import pytest
from tests.support import drafts
from tests.support.world import NOW, World

from handtag.apps.agreements.models import AgreementVersion, DraftChange
from handtag.domain.values.errors import Conflict, Refused
from handtag.usecases.agreements.put_in_draft import PutInDraft, put_in_draft
from handtag.usecases.agreements.submit_draft import SubmitDraft, submit_draft

CASE = {"id": "c18", "title": "Den som är 18", "facts": {"iso_code": "122203", "age": 18, "care_setting": "home_visit",
        "housing": "ordinary"}, "expect": {"payer": "municipality"}, "source": "c-age"}  # fmt: skip


def test_a_draft_waits_for_approval_with_its_comment_and_nothing_is_published(world: World) -> None:
    key = drafts.submitted(world)
    assert drafts.row(key).state == "submitted"
    assert DraftChange.objects.get(draft__key=key, action="submitted").comment == "Efter beslut i samrådet"
    assert AgreementVersion.objects.count() == 1


def test_an_unchanged_copy_is_not_submitted(world: World) -> None:
    key = drafts.started(world)
    with pytest.raises(Refused, match=r"agreements\.nothing_new"):
        world.run(submit_draft, SubmitDraft(key, 0), "siv")


def test_a_draft_with_errors_is_not_submitted_and_the_first_is_named(world: World) -> None:
    key = drafts.started(world)
    world.run(put_in_draft, PutInDraft(key, 0, "row", {**drafts.CHILDREN_TO_19, "clause": "nowhere"}), "siv")
    with pytest.raises(Refused) as refusal:
        world.run(submit_draft, SubmitDraft(key, 1), "siv")
    assert refusal.value.code == "agreements.draft_has_errors"
    assert "children" in str(refusal.value.params["place"])


def test_a_draft_whose_worked_cases_do_not_hold_is_not_submitted_until_the_new_answer_is_agreed(world: World) -> None:
    key = drafts.changed(world)
    world.run(put_in_draft, PutInDraft(key, 1, "case", CASE), "siv")
    with pytest.raises(Refused) as refusal:
        world.run(submit_draft, SubmitDraft(key, 2), "siv")
    assert (refusal.value.code, refusal.value.params["case"]) == ("agreements.cases_fail", "Den som är 18")
    world.run(put_in_draft, PutInDraft(key, 2, "case", {**CASE, "expect": {"payer": "region"}}), "siv")
    world.run(submit_draft, SubmitDraft(key, 3), "siv")


def test_a_first_day_that_has_passed_meanwhile_is_refused(world: World) -> None:
    key = drafts.changed(world)
    with pytest.raises(Refused, match=r"agreements\.begins_in_the_past"):
        world.run(submit_draft, SubmitDraft(key, 1), "siv", now=NOW + timedelta(days=60))


@pytest.mark.parametrize(("name", "code"), [("1", "agreements.version_unchanged"), ("taken", "agreements.already_published")])
def test_a_version_name_that_is_taken_is_refused(world: World, name: str, code: str) -> None:
    key = drafts.changed(world)
    world.run(put_in_draft, PutInDraft(key, 1, "agreement", {"version": name}), "siv")
    row = world.version
    AgreementVersion.objects.create(
        agreement_id=row.agreement_id, version="taken", name=row.name, valid_from=row.valid_from, document=row.document,
        document_hash=row.document_hash, published_at=NOW,
    )  # fmt: skip
    with pytest.raises(Refused) as refusal:
        world.run(submit_draft, SubmitDraft(key, 2), "siv")
    assert refusal.value.code == code


def test_what_is_submitted_is_what_was_seen(world: World) -> None:
    key = drafts.changed(world)
    with pytest.raises(Conflict):
        world.run(submit_draft, SubmitDraft(key, 0), "sten")


def test_a_draft_is_submitted_once(world: World) -> None:
    key = drafts.submitted(world)
    with pytest.raises(Refused, match=r"agreements\.illegal_step"):
        world.run(submit_draft, SubmitDraft(key, 2), "siv")
