"""A strategist writes the next version in the browser: from the copy to the published version, without JavaScript."""

import re
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils.translation import gettext as _
from tests.support import agreement, drafts
from tests.support.clock import stands
from tests.support.pages import persons_in, signed_in
from tests.support.prescribing import chosen
from tests.support.world import NOW, World

from handtag.apps.agreements import store
from handtag.apps.agreements.models import AgreementVersion, Draft
from handtag.apps.organisations.models import Assignment
from handtag.usecases.agreements.put_in_draft import PutInDraft, put_in_draft
from handtag.usecases.agreements.remove_from_draft import RemoveFromDraft, remove_from_draft

CHILDREN = {
    "c0-column": "age", "c0-to": "19", "then-payer": "region", "clause": "c-age", "revision": "0",
}  # fmt: skip
CASE = {"id": "c18", "title": "Den som är 18", "facts": {"iso_code": "122203", "age": 18, "care_setting": "home_visit",
        "housing": "ordinary"}, "expect": {"payer": "municipality"}, "source": "c-age"}  # fmt: skip


@pytest.fixture(autouse=True)
def _monday(monkeypatch: pytest.MonkeyPatch) -> None:
    stands(monkeypatch, NOW)


@pytest.fixture
def siv(world: World) -> Client:
    return signed_in(world, "siv")


def path(key: UUID, rest: str = "") -> str:
    return f"/avtalsutkast/{key}/{rest}"


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_way_from_a_published_version_to_the_next_one(world: World, siv: Client) -> None:
    assert f"?avtal={agreement.ID}&amp;version=1" in text(siv, f"/avtal/{agreement.ID}/1/")
    begun = siv.post(f"/avtalsutkast/nytt/?avtal={agreement.ID}&version=1", {"new_version": "2", "valid_from": "2027-01-01"})
    key = Draft.objects.get().key
    assert (begun.status_code, begun.headers["Location"]) == (303, path(key))
    assert siv.post(path(key, "regel/children/"), CHILDREN).status_code == 303
    assert siv.post(path(key, "lamna-in/"), {"revision": 1, "comment": "Se beslutet"}).status_code == 303
    assert _("You have written on this draft or submitted it. Someone else approves it.") in text(siv, path(key))
    sten = signed_in(world, "sten")
    assert "Se beslutet" in text(sten, path(key))
    assert sten.post(path(key, "godkann/"), {"revision": 2}).status_code == 303
    assert AgreementVersion.objects.get(version="2").document == drafts.row(key).document
    assert f'href="/avtal/{agreement.ID}/2/"' in text(sten, path(key))


def test_the_writer_cannot_approve_and_is_told_why(world: World, siv: Client) -> None:
    key = drafts.submitted(world)
    answer = siv.post(path(key, "godkann/"), {"revision": 2})
    assert answer.status_code == 422
    assert _("You have written on this draft or submitted it yourself. Someone else approves it.") in answer.content.decode()
    assert AgreementVersion.objects.count() == 1


def test_a_draft_is_sent_back_with_a_reason_that_its_writers_see(world: World, siv: Client) -> None:
    key = drafts.submitted(world)
    sten = signed_in(world, "sten")
    assert sten.post(path(key, "skicka-tillbaka/"), {"reason": ""}).status_code == 422
    assert sten.post(path(key, "skicka-tillbaka/"), {"reason": "Fel årtal i paragraf 4"}).status_code == 303
    assert "Fel årtal i paragraf 4" in text(siv, path(key))


def test_a_draft_is_taken_back_and_put_away(world: World, siv: Client) -> None:
    key = drafts.submitted(world)
    siv.post(path(key, "ta-tillbaka/"), {"revision": 2})
    assert drafts.row(key).state == "editing"
    siv.post(path(key, "ta-tillbaka/"), {"revision": 3})
    assert drafts.row(key).state == "withdrawn"
    assert text(siv, "/avtalsutkast/").count(f'href="{path(key)}"') == 1


@pytest.mark.parametrize("name", ["anna", "eva", "gun", "hanna", "ivan"])
def test_others_see_no_draft(world: World, name: str) -> None:
    key = drafts.changed(world)
    client = signed_in(world, name)
    for rest in ("", "verkan/", "andringar/", "tabell/payer/", "regel/children/", "del/clause/"):
        assert client.get(path(key, rest)).status_code == 403
    assert "avtalsutkast" not in text(client, f"/avtal/{agreement.ID}/1/")


def test_a_draft_of_another_county_is_not_found(world: World, siv: Client) -> None:
    key = drafts.changed(world)
    draft = drafts.row(key)
    other = type(world.county).objects.create(code="26", name="Fjärrlän", agreement_id=agreement.ID)
    Draft.objects.filter(pk=draft.pk).update(county=other)
    for rest in ("", "verkan/", "andringar/", "tabell/payer/", "regel/children/", "del/clause/"):
        assert siv.get(path(key, rest)).status_code == 404


def test_the_checks_name_the_rule_and_lead_to_it(world: World, siv: Client) -> None:
    key = drafts.started(world)
    world.run(put_in_draft, PutInDraft(key, 0, "row", {**drafts.CHILDREN_TO_19, "clause": "c-gone"}), "siv")
    html = text(siv, path(key))
    assert f'href="{path(key, "regel/children/")}"' in html
    assert _("Rests on the text %(clause)s, which is not among the quoted texts.") % {"clause": "c-gone"} in html
    answer = siv.post(path(key, "lamna-in/"), {"revision": 1})
    assert answer.status_code == 422
    assert drafts.row(key).state == "editing"


def test_a_refused_step_keeps_what_was_typed(world: World, siv: Client) -> None:
    key = drafts.started(world)
    answer = siv.post(path(key, "lamna-in/"), {"revision": 0, "comment": "Ett långt meddelande"})
    assert answer.status_code == 422
    assert "Ett långt meddelande" in answer.content.decode()


def test_changes_are_shown_against_the_version_it_was_copied_from(world: World, siv: Client) -> None:
    html = text(siv, path(drafts.changed(world), "andringar/"))
    assert "<code>children</code>" in html
    assert "<code>clinic</code>" not in html


def test_the_history_tells_who_did_what(world: World, siv: Client) -> None:
    key = drafts.changed(world)
    world.run(remove_from_draft, RemoveFromDraft(key, 1, "row", "home-visit"), "sten")
    html = text(siv, path(key)).split('id="historik"')[1]
    assert html.index("home-visit") < html.index("children")
    assert "Sten" in html


def test_a_draft_whose_base_was_replaced_says_so(world: World, siv: Client) -> None:
    key = drafts.changed(world)
    said = _("A newer version has been published since this draft was begun. What it says is not in the draft.")
    assert said not in text(siv, path(key))
    document = store.content_of(drafts.row(key)).document
    store.add_version(document, (), NOW)
    assert said in text(siv, path(key))


# ── what it would mean ──────────────────────────────────────────────────────────────────────────────────────────────


def a_decision(world: World, at: datetime = NOW) -> UUID:
    """Bror's rollator, decided at the health centre: the region pays."""
    key: UUID = chosen(world)
    return key


def test_real_decisions_that_would_change_are_counted_without_telling_whose(world: World, siv: Client) -> None:
    prescription = a_decision(world)
    key = drafts.started(world)
    clinic = {"table": "payer", "id": "clinic", "then": {"payer": "municipality"}, "clause": "c-clinic"}
    world.run(put_in_draft, PutInDraft(key, 0, "row", clinic), "siv")
    html = text(siv, path(key, "verkan/"))
    assert re.search(rf"<del>.*{_('The region pays')}.*<ins>.*{_('The municipality pays')}", html, re.S)
    assert str(prescription) not in html
    assert persons_in(html) == []


def test_whoever_may_see_the_prescription_too_is_led_to_it(world: World) -> None:
    """The role that writes agreements sees no prescriptions; the page asks the ordinary scope, so a role with both would."""
    from handtag.apps.prescriptions.queries import keys_for

    prescription = a_decision(world)
    assert keys_for(world.viewer("siv"), [prescription]) == []
    assert keys_for(world.viewer("anna"), [prescription]) == [prescription]
    assert keys_for(world.viewer("cilla"), [prescription]) == []


def test_decisions_of_another_county_are_not_counted(world: World) -> None:
    from handtag.apps.prescriptions.queries import decisions_since
    from handtag.domain.values.errors import NotAllowed

    a_decision(world)
    since = datetime.fromisoformat("2025-11-23T00:00:00+00:00")
    assert len(list(decisions_since(world.viewer("siv"), since, agreement.ID))) == 1
    assert list(decisions_since(world.viewer("siv"), since, "elsewhere")) == []
    with pytest.raises(NotAllowed):
        list(decisions_since(world.viewer("anna"), since, agreement.ID))
    other = type(world.county).objects.create(code="26", name="Fjärrlän", agreement_id=agreement.ID)
    type(world.region).objects.filter(pk=world.units["health_centre"].principal_id).update(county=other)
    siv = world.viewer("sten")
    assert Assignment.objects.get(pk=siv.assignment_id).unit.principal.county_id == world.county.pk
    assert list(decisions_since(siv, since, agreement.ID)) == []


def test_a_worked_case_that_no_longer_holds_can_be_agreed_anew(world: World, siv: Client) -> None:
    key = drafts.changed(world)
    world.run(put_in_draft, PutInDraft(key, 1, "case", CASE), "siv")
    assert "Den som är 18" in text(siv, path(key, "verkan/"))
    assert siv.post(path(key, "fall/c18/"), {"revision": 2}).status_code == 303
    [case] = store.content_of(drafts.row(key)).cases
    assert case.expect == {"payer": "region"}
    assert siv.post(path(key, "lamna-in/"), {"revision": 3}).status_code == 303


@pytest.mark.parametrize("wrong", [{"when": {"colour": "red"}}, {"clause": "c-gone"}, {"also": ["c-gone"]}])
def test_a_draft_that_cannot_answer_says_so(world: World, siv: Client, wrong: dict[str, Any]) -> None:
    key = drafts.started(world)
    broken = {**drafts.CHILDREN_TO_19, **wrong}
    world.run(put_in_draft, PutInDraft(key, 0, "row", broken), "siv")
    assert _("The draft cannot answer anything until its errors are put right.") in text(siv, path(key, "verkan/"))
    assert f'href="{path(key, "regel/children/")}"' in text(siv, path(key))
