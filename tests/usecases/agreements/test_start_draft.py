"""A strategist copies a published version of the county's own agreement."""

from datetime import date

import pytest
from tests.support import agreement, drafts
from tests.support.world import NOW, TODAY, World

from handtag.apps.agreements import store
from handtag.apps.agreements.models import AgreementVersion, Draft
from handtag.apps.organisations.models import County
from handtag.domain.agreement.cases import Case
from handtag.domain.agreement.load import agreement_from_json
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.agreements.start_draft import StartDraft, start_draft

CASE = Case(id="c1", title="Ett barn", facts={"iso_code": "122203", "age": 10}, expect={"payer": "region"}, source="c-age")


def test_the_copy_says_what_the_version_says_under_a_name_and_a_first_day_of_its_own(world: World) -> None:
    draft = drafts.row(drafts.started(world))
    document = agreement_from_json(draft.document)
    assert (document.version, document.valid_from, document.valid_to) == ("2", date(2027, 1, 1), None)
    assert document.tables == agreement.document().tables
    assert (draft.state, draft.revision, draft.based_on) == ("editing", 0, world.version)
    assert AgreementVersion.objects.count() == 1


def test_the_worked_cases_come_along(world: World) -> None:
    store.add_version(agreement_from_json(world.version.document.replace('"version":"1"', '"version":"1b"')), [CASE], NOW)
    key = world.run(start_draft, StartDraft(agreement.ID, "1b", "2", TODAY), "siv")
    assert store.content_of(drafts.row(key)).cases == (CASE,)


@pytest.mark.parametrize(
    ("data", "code", "field"),
    [
        (StartDraft(agreement.ID, "1", " ", TODAY), "agreements.version_missing", "new_version"),
        (StartDraft(agreement.ID, "1", "1", TODAY), "agreements.already_published", "new_version"),
        (StartDraft(agreement.ID, "1", "2", date(2026, 11, 22)), "agreements.begins_in_the_past", "valid_from"),
    ],
)
def test_a_bad_name_or_day_is_refused_at_its_field(world: World, data: StartDraft, code: str, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(start_draft, data, "siv")
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert not Draft.objects.exists()


def test_another_countys_agreement_is_not_drafted_here(world: World) -> None:
    County.objects.filter(pk=world.county.pk).update(agreement_id="elsewhere")
    with pytest.raises(NotFound):
        world.run(start_draft, StartDraft(agreement.ID, "1", "2", TODAY), "siv")


@pytest.mark.parametrize("version", ["9", ""])
def test_a_version_that_is_not_there_is_not_found(world: World, version: str) -> None:
    with pytest.raises(NotFound):
        world.run(start_draft, StartDraft(agreement.ID, version, "2", TODAY), "siv")


@pytest.mark.parametrize("name", ["anna", "ivan", "gun"])
def test_others_draft_nothing(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        world.run(start_draft, StartDraft(agreement.ID, "1", "2", TODAY), name)
