"""Filling in a form of the device's division."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction
from tests.support.prescribing import chosen, prescription, started
from tests.support.process import CHECKED
from tests.support.world import World

from handtag.apps.audit.models import AuditEntry
from handtag.apps.prescriptions.process import FormAnswer, FormVersion
from handtag.apps.prescriptions.queries_process import filled_in
from handtag.domain.values.errors import NotFound, Refused
from handtag.files import form_files
from handtag.usecases.prescribing import fill_in_form as module
from handtag.usecases.prescribing.fill_in_form import FillInForm, fill_in_form


def test_what_was_answered_is_kept_encrypted_with_the_questions_as_they_were(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    key = chosen(world)
    world.run(fill_in_form, FillInForm(key, "rollator-checklist", 1, {**CHECKED, "note": "Rädd för trappan"}), "anna")
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM prescriptions_formanswer")
        assert "trappan" not in cursor.fetchone()[0]
    assert "trappan" not in str(list(AuditEntry.objects.values()))
    later = form_files.forms()["rollator-checklist"]
    changed = replace(later, version=2, content={**later.content, "version": 2, "title": "Ny checklista"})
    monkeypatch.setattr(module, "all_forms", lambda: {"rollator-checklist": changed})
    with pytest.raises(Refused, match="form_changed"):
        world.run(fill_in_form, FillInForm(key, "rollator-checklist", 1, CHECKED), "anna")
    world.run(fill_in_form, FillInForm(key, "rollator-checklist", 2, CHECKED), "anna")
    found = filled_in(world.viewer("anna"), prescription(key))
    assert [(one.form.title, one.answers.get("note")) for one in found] == [
        ("Ny checklista", None),
        ("Checklista gånghjälpmedel", "Rädd för trappan"),
    ]
    assert filled_in(world.viewer("bo"), prescription(key)) == []
    with pytest.raises(DatabaseError), transaction.atomic():
        FormAnswer.objects.update(result="1")


def test_a_form_that_was_edited_without_a_new_version_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    key = chosen(world)
    world.run(fill_in_form, FillInForm(key, "rollator-checklist", 1, CHECKED), "anna")
    form = form_files.forms()["rollator-checklist"]
    edited = replace(form, content={**form.content, "title": "Annan"})
    monkeypatch.setattr(module, "all_forms", lambda: {"rollator-checklist": edited})
    with pytest.raises(Refused, match="form_changed"):
        world.run(fill_in_form, FillInForm(key, "rollator-checklist", 1, CHECKED), "anna")
    assert FormVersion.objects.count() == 1


def test_a_form_of_another_division_or_before_the_choice_is_not_there(world: World) -> None:
    for key, form in ((chosen(world), "powered-wheelchair-priority"), (started(world), "rollator-checklist"), (chosen(world), "none")):
        with pytest.raises(NotFound, match="no_form"):
            world.run(fill_in_form, FillInForm(key, form, 1, CHECKED), "anna")


def test_a_question_left_out_is_named_and_another_unit_finds_nothing(world: World) -> None:
    key = chosen(world)
    with pytest.raises(Refused) as refusal:
        world.run(fill_in_form, FillInForm(key, "rollator-checklist", 1, {}), "anna")
    assert refusal.value.field == "height"
    with pytest.raises(NotFound):
        world.run(fill_in_form, FillInForm(key, "rollator-checklist", 1, CHECKED), "bo")
