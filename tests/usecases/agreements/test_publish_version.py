"""A version is published once, in its canonical form, and answers from it ever after."""

import json

import pytest
from tests.support.agreement import document
from tests.support.world import World

from handtag.apps.agreements.models import AgreementVersion
from handtag.apps.agreements.queries import compiled_for, compiled_version
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.agreements.publish_version import PublishVersion, publish_version
from handtag.usecases.base import execute


@pytest.fixture
def text() -> str:
    """Another version of a real document, so that it is new to the world."""
    plain = json.loads(document().canonical_json())
    return json.dumps(plain | {"version": "prov-2099", "valid_from": "2099-01-01", "valid_to": None})


@pytest.mark.law("Arkivlagen 3 §")
def test_the_stored_document_is_the_one_whose_hash_is_kept(world: World, text: str) -> None:
    made = execute(publish_version, PublishVersion(text), world.viewer("ivan"))
    row = AgreementVersion.objects.get(pk=made)
    again = compiled_version(made)
    assert again.document.document_hash == row.document_hash
    assert again.document.canonical_json() == row.document


@pytest.mark.law("TF 2 kap.")
def test_each_day_is_answered_by_the_version_in_force(world: World, text: str) -> None:
    made = execute(publish_version, PublishVersion(text), world.viewer("ivan"))
    agreement = AgreementVersion.objects.get(pk=made)
    assert compiled_for(agreement.agreement_id, agreement.valid_from).version_id == made
    assert compiled_for(agreement.agreement_id, world.today).version_id != made
    with pytest.raises(NotFound):
        compiled_for("okant-avtal", world.today)


@pytest.mark.law("OSL 5 kap.")
def test_a_version_is_published_once(world: World, text: str) -> None:
    execute(publish_version, PublishVersion(text), world.viewer("ivan"))
    with pytest.raises(Refused, match=r"agreements\.already_published"):
        execute(publish_version, PublishVersion(text), world.viewer("ivan"))


@pytest.mark.law("ASVS 1.3")
@pytest.mark.parametrize("broken", ["", "{", "[]", '{"id": "x"}'])
def test_what_cannot_be_read_is_refused_and_nothing_is_kept(world: World, broken: str) -> None:
    before = AgreementVersion.objects.count()
    with pytest.raises(Refused) as refusal:
        execute(publish_version, PublishVersion(broken), world.viewer("ivan"))
    assert refusal.value.field == "document"
    assert AgreementVersion.objects.count() == before


def test_a_prescriber_publishes_no_agreement(world: World, text: str) -> None:
    with pytest.raises(NotAllowed):
        execute(publish_version, PublishVersion(text), world.viewer("anna"))
