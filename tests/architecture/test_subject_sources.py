"""Everything that is kept about a person is in her extract: a model that leads to one and is in no source is found here."""

from collections.abc import Iterable

from django.apps import apps
from django.db import models

from handtag.apps.audit.models import ReviewedEntry, ReviewFinding
from handtag.apps.people.models import Person
from handtag.apps.purchasing.models import BoughtDevice
from handtag.apps.stock.models import Move
from handtag.apps.stores.models import Carried, CentreDeal, CentreLoan, Count, Difference, Shortage
from handtag.usecases.base import load_all
from handtag.usecases.subject_sources import SOURCES
from handtag.usecases.words_subject import ACTS, COLUMNS, READINGS, SECTIONS

Model = type[models.Model]
TOLD = {model for covered in SOURCES.values() for model in covered}
# What leads to a person and is still not told of, and why.
NOT_TOLD: dict[Model, str] = {
    ReviewedEntry: "a check of whoever read; the reading itself is told of",
    ReviewFinding: "a check of whoever read; the reading itself is told of",
    BoughtDevice: "a device on its way in is nobody's",
    Carried: "a device between two stores is nobody's",
    CentreDeal: "what one centre pays another; that the device changed owner is told of",
    CentreLoan: "a device between two centres is nobody's",
    Count: "a device on a shelf is nobody's",
    Difference: "a device on a shelf is nobody's",
    Shortage: "a device that is missing on a shelf is nobody's",
}


def about_persons(every: Iterable[Model]) -> set[Model]:
    """Models with a key of a person, or that point to such a model, in any number of steps."""
    every = list(every)
    found = {model for model in every if model is Person or any(field.name == "person_key" for field in model._meta.concrete_fields)}
    while more := {model for model in every if model not in found and any(_leads(field, found) for field in model._meta.concrete_fields)}:
        found |= more
    return found


def missing(every: Iterable[Model], told: set[Model]) -> list[str]:
    return sorted(model._meta.label for model in about_persons(every) - told - NOT_TOLD.keys())


def _leads(field: models.Field, found: set[Model]) -> bool:
    return field.related_model in found


def test_everything_about_a_person_is_in_a_source_of_her_extract() -> None:
    assert missing(apps.get_models(), TOLD) == []


def test_a_model_that_no_source_tells_of_is_found() -> None:
    assert missing(apps.get_models(), TOLD - {Move}) == ["stock.Move"]


def test_what_is_left_out_is_about_persons_and_exists() -> None:
    assert NOT_TOLD.keys() <= about_persons(apps.get_models())
    assert not NOT_TOLD.keys() & TOLD


def test_acts_and_readings_about_persons_have_words_that_the_person_understands() -> None:
    codes = {code for case in load_all().values() for code in case.audits}
    assert {code for code in codes if code.startswith("person.")} - READINGS.keys() - {"person.searched_often"} == set()
    assert {code for code in codes if code.startswith(("people.", "records."))} - ACTS.keys() == set()


def test_every_section_and_column_has_words() -> None:
    assert all(str(text) for about in SECTIONS.values() for text in (about.title, about.purpose, about.origin, about.kept))
    assert all(map(str, COLUMNS.values()))
