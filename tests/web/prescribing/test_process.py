"""Planned steps, alternatives, trials and exceptions on their pages."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.support.articles import png
from tests.support.clock import stands
from tests.support.exceptions import asked, granted
from tests.support.pages import signed_in
from tests.support.prescribing import chosen, lend, ordered, started
from tests.support.world import NOW, TODAY, World

from handtag.apps.prescriptions.models import Prescription, Step
from handtag.apps.prescriptions.process import ExceptionAnswer, Offering, Trial
from handtag.usecases.prescribing.answer_questions import AnswerQuestions, answer_questions
from handtag.web.shell.assignment import today


def command(**fields: object) -> dict[str, object]:
    return {"command_id": str(uuid4()), **fields}


@pytest.fixture
def anna(world: World) -> Client:
    return signed_in(world, "anna")


def test_a_goal_has_its_code_and_its_words(world: World, anna: Client) -> None:
    address = f"/forskrivningar/ny/{world.key('bror')}/"
    anna.post(address, command(need="Går osäkert", goal="Gå till affären", priority="2", goal_code="d460"))
    key = Prescription.objects.get(goal_code="d460").key
    assert "d460 Att röra sig omkring på olika platser" in anna.get(f"/forskrivningar/{key}/").content.decode()
    assert anna.post(address, command(need="Går", goal="Gå", priority="2", goal_code="d999")).status_code == 422


def test_a_planned_step_waits_on_the_page_until_it_is_done(world: World, anna: Client) -> None:
    key = started(world)
    day = today() + timedelta(days=7)
    anna.post(f"/forskrivningar/{key}/steg/", command(kind="training", state="planned", on=str(day)))
    assert [step.kind for _name, step in anna.get(f"/forskrivningar/{key}/").context["planned"]] == ["training"]
    anna.post(f"/forskrivningar/{key}/steg/", command(kind="training", state="done", on=str(today())))
    assert anna.get(f"/forskrivningar/{key}/").context["planned"] == []
    assert anna.post(f"/forskrivningar/{key}/steg/", command(kind="training", state="not_needed", on=str(today()))).status_code == 422
    assert Step.objects.filter(kind="training").count() == 2


def test_the_choice_and_what_else_was_offered_stand_on_the_page(world: World, anna: Client) -> None:
    key = started(world)
    told = command(chosen="Käpp", others="Rollator\nGåbock", on=str(today()))
    anna.post(f"/forskrivningar/{key}/alternativ/", told)
    assert Offering.objects.get().offered == "Käpp\nRollator\nGåbock"
    assert "Rollator, Gåbock" in anna.get(f"/forskrivningar/{key}/").content.decode()
    answer = anna.post(f"/forskrivningar/{key}/alternativ/", command(chosen="Käpp", on=str(today()), refused="on"))
    assert (answer.status_code, answer.context["offer_form"].errors.keys()) == (422, {"reason"})


def test_a_trial_that_comes_back_leads_to_its_collection(world: World, anna: Client) -> None:
    placed = ordered(world)
    lend(world, placed)
    assert placed.prescription is not None
    address = f"/forskrivningar/{placed.prescription.key}/"
    assert anna.post(f"{address}prov/", command(until=str(today()))).status_code == 422
    anna.post(f"{address}prov/", command(until=str(today() + timedelta(days=14))))
    assert anna.get(address).context["process"].trial is not None
    assert anna.post(f"{address}prov/avsluta/", command()).status_code == 422
    answer = anna.post(f"{address}prov/avsluta/", command(outcome="returned", note="För tung"))
    device = placed.lines.get(is_accessory=False).device
    assert device is not None
    assert answer["Location"] == f"/order/hamtning/{device.number}/"
    assert Trial.objects.get().outcome == "returned"


def test_what_was_said_before_stands_with_its_day_where_it_may_be_corrected(
    world: World, anna: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands(monkeypatch, lambda: NOW)
    world.run(answer_questions, AnswerQuestions(started(world), {"drives_self": True}), "anna")
    page = anna.get(f"/forskrivningar/{started(world)}/hjalpmedel/?q=rollator").content.decode()
    assert f"({TODAY.isoformat()})" in page


def test_an_exception_goes_from_the_choice_to_the_manager_and_back(world: World, anna: Client) -> None:
    key = started(world)
    address = f"/forskrivningar/{key}/undantag/"
    assert f"{address}?artikel=90001" in anna.get(f"/forskrivningar/{key}/hjalpmedel/?q=90001").content.decode()
    assert "undantag" not in anna.get(f"/forskrivningar/{key}/hjalpmedel/?q=10001").content.decode()
    assert anna.get(f"{address}?artikel=90001").status_code == 200
    assert anna.post(address, command(article_number="90001", reason="special_need")).status_code == 422
    anna.post(address, command(article_number="90001", reason="special_need", words="Kan inte ligga"))
    maj = signed_in(world, "maj")
    page = maj.get("/forskrivningar/undantag/")
    request = page.context["asked"][0]["row"].key
    answer_at = f"/forskrivningar/undantag/{request}/"
    shown = maj.get(answer_at).content.decode()
    assert "Kan inte ligga" in shown
    assert not [secret for secret in ("Björk", "1952", "Svårt att gå") if secret in shown + page.content.decode()]
    assert maj.post(answer_at, command(answer="no")).status_code == 422
    maj.post(answer_at, command(answer="yes"))
    assert ExceptionAnswer.objects.get().decision is not None
    assert maj.get(answer_at).status_code == 404
    assert anna.get(f"/forskrivningar/{key}/").context["is_excepted"]


def test_the_report_is_for_who_looks_after_the_agreement(world: World, anna: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    stands(monkeypatch, lambda: NOW)
    granted(world)
    page = signed_in(world, "siv").get("/forskrivningar/undantag/rapport/")
    assert [row["count"] for row in page.context["rows"]] == [1]
    assert anna.get("/forskrivningar/undantag/rapport/").status_code == 403
    assert anna.get("/forskrivningar/undantag/").status_code == 403


def test_another_unit_gets_nowhere(world: World) -> None:
    key: UUID = started(world)
    request = asked(world, key)
    bo = signed_in(world, "bo")
    for tail, fields in (
        ("alternativ/", {"chosen": "Käpp", "on": str(today())}),
        ("prov/", {"until": str(today() + timedelta(days=3))}),
        ("prov/avsluta/", {"outcome": "kept"}),
        ("undantag/", {"article_number": "90001", "reason": "special_need", "words": "x"}),
    ):
        assert bo.post(f"/forskrivningar/{key}/{tail}", command(**fields)).status_code == 404
    world.assignments["maj"].unit = world.units["hospital"]
    world.assignments["maj"].save()
    assert signed_in(world, "maj").get(f"/forskrivningar/undantag/{request}/").status_code == 404


def test_a_form_of_the_division_is_filled_in_from_the_prescription(world: World, anna: Client) -> None:
    key = chosen(world)
    address = f"/forskrivningar/{key}/formular/rollator-checklist/"
    assert address in anna.get(f"/forskrivningar/{key}/").content.decode()
    assert anna.get(f"/forskrivningar/{key}/formular/wheelchair-fitting/").status_code == 404
    answer = anna.post(address, command(version=1, height="true"))
    assert (answer.status_code, answer.context["form"].errors.keys()) == (422, {"brakes", "thresholds", "care"})
    anna.post(address, command(version=1, height="true", brakes="true", thresholds="false", care="true", note="Sliten matta"))
    assert "Sliten matta" in anna.get(f"/forskrivningar/{key}/").content.decode()
    assert signed_in(world, "bo").get(address).status_code == 404


def test_a_photo_is_added_fetched_as_a_file_and_taken_away(world: World, anna: Client) -> None:
    key = started(world)
    address = f"/forskrivningar/{key}/"
    assert anna.post(f"{address}filer/", command(title="Så sitter hon")).status_code == 422
    anna.post(f"{address}filer/", command(title="Så sitter hon", content=SimpleUploadedFile("x.png", png())))
    file = anna.get(address).context["files"][0]
    answer = anna.get(f"{address}filer/{file.pk}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert signed_in(world, "bo").get(f"{address}filer/{file.pk}/").status_code == 404
    anna.post(f"{address}filer/{file.pk}/ta-bort/", command())
    assert anna.get(address).context["files"] == []
    assert anna.get(f"{address}filer/{file.pk}/").status_code == 404
