"""The second wall around persons' rows: PostgreSQL shows them only to whoever has a ground, whatever the code forgets. SQLite has none."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.loader import MigrationLoader
from tests.support import register
from tests.support.pages import persons_in, signed_in
from tests.support.prescribing import ordered, started
from tests.support.world import World

from handtag.apps.orders.models import Order
from handtag.apps.people.corrections import CorrectionDecision, CorrectionRequest
from handtag.apps.people.extracts import RegisterExtract, RegisterHandOut
from handtag.apps.people.models import CareRelation, Person, PersonIdentity
from handtag.apps.prescriptions.models import Prescription
from handtag.cli.main import PAST_THE_WALL
from handtag.db import wall
from handtag.db.checks import walls_missing_in_the_database
from handtag.db.second_wall import SecondWall
from handtag.domain.access import Viewer
from handtag.usecases.base import load_all
from handtag.usecases.records.decide_correction import DecideCorrection, decide_correction

WALLED = connection.vendor == "postgresql"


@contextmanager
def asked_by(viewer: Viewer) -> Iterator[None]:
    with wall.asking_as(wall.of_viewer(viewer)):
        yield


@contextmanager
def without_the_first_wall() -> Iterator[None]:
    """The mutant: no query is narrowed to what its viewer may see, and any unit's relation opens a person."""
    everyone = classmethod(lambda cls, viewer: cls.objects.filter(end=None))
    with (
        patch("handtag.db.scoping.ScopedQuerySet.visible_to", lambda self, viewer: self),
        patch.object(CareRelation, "for_viewer", everyone),
    ):
        yield


def walled() -> list[type[models.Model]]:
    operations = (one for migration in MigrationLoader(None).disk_migrations.values() for one in migration.operations)
    return [apps.get_model(one.model) for one in operations if isinstance(one, SecondWall)]


@pytest.mark.law("GDPR art. 25")
def test_rows_about_persons_are_shown_to_nobody_who_does_not_say_who_asks(world: World) -> None:
    ordered(world)
    with wall.asking_as(wall.NOBODY):
        found = {model.__name__: model._base_manager.count() for model in walled()}
    assert {"Person", "PersonIdentity", "CareRelation", "Prescription", "Step", "Order"} <= found.keys()
    assert any(found.values()) is not WALLED


@pytest.mark.law("PDL 4 kap. 1–2 §§")
@pytest.mark.parametrize("name", ["anna", "cilla", "dag", "eva", "filip", "gun", "ivan", "pia"])
def test_a_role_is_shown_the_persons_its_queries_show_it(world: World, name: str) -> None:
    viewer = world.viewer(name)
    may = set(Person.objects.visible_to(viewer).values_list("pk", flat=True))
    with asked_by(viewer):
        found = set(Person.objects.values_list("pk", flat=True))
        numbers = set(PersonIdentity.objects.values_list("person_id", flat=True))
    everyone = {person.pk for person in world.persons.values()}
    assert found == numbers == (may if WALLED else everyone)
    assert may < everyone


@pytest.mark.law("PDL 4 kap. 1–2 §§, ASVS 8.4.1")
def test_a_foreign_person_is_not_shown_when_the_queries_forget_whose_she_is(world: World) -> None:
    client = signed_in(world, "anna")
    with without_the_first_wall():
        answer = client.get(f"/personer/{world.key('dagny')}/")
    assert ("dagny" in persons_in(answer.content.decode())) is not WALLED
    assert client.get(f"/personer/{world.key('dagny')}/").status_code == 404


def test_a_list_names_nobody_foreign_when_its_query_forgets_the_unit(world: World) -> None:
    key = started(world, "dagny", "cilla")
    with without_the_first_wall(), asked_by(world.viewer("anna")):
        assert Prescription.objects.filter(key=key).exists() is not WALLED
    with asked_by(world.viewer("cilla")):
        assert Prescription.objects.get(key=key).person.given_name == "Dagny"


def test_who_asks_is_told_anew_when_the_connection_is_used_by_another(world: World) -> None:
    anna, cilla = world.viewer("anna"), world.viewer("cilla")

    def of(viewer: Viewer) -> int:
        with asked_by(viewer):
            return Person.objects.filter(key=world.key("dagny")).count()

    assert [of(anna), of(cilla), of(anna)] == ([0, 1, 0] if WALLED else [1, 1, 1])


def test_what_was_told_in_a_transaction_does_not_outlive_its_rollback(world: World) -> None:
    with asked_by(world.viewer("cilla")):
        seen = Person.objects.filter(key=world.key("dagny"))
        assert seen.exists()
        with transaction.atomic(), wall.asking_as(wall.NOBODY):
            assert seen.exists() is not WALLED
            transaction.set_rollback(True)
        assert seen.exists()  # and not as nobody, whom the rolled-back savepoint had told of
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor, wall.asking_as(wall.NOBODY):
            cursor.execute("SELECT no_such_column")
        assert seen.exists()


def test_rows_about_persons_are_changed_by_use_cases_alone(world: World) -> None:
    asta = world.persons["asta"]
    relation = CareRelation(
        person=asta, unit=world.units["hospital"], ground="order_case", stated_by="user:0", valid_from=world.today, recorded_at=world.now
    )
    with asked_by(world.viewer("anna")):
        if WALLED:
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                relation.save()
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                Person.objects.filter(pk=asta.pk).update(housing="special_housing_sol")
        else:
            relation.save()


@pytest.mark.law("GDPR art. 25")
def test_what_a_person_asked_for_is_shown_to_her_care_provider_and_to_those_who_read_about_her(world: World) -> None:
    register.handed_over(world)
    request = register.asked(world)
    world.run(decide_correction, DecideCorrection(request, corrected=False, reason="Passet säger annat"), "anna")
    extracts, corrections = (RegisterExtract, RegisterHandOut), (CorrectionRequest, CorrectionDecision)
    for group, may, may_not in ((extracts, "karin", "anna"), (corrections, "bo", "cilla")):
        for name, rows in ((may, 1), (may_not, 0 if WALLED else 1)):
            with asked_by(world.viewer(name)):
                assert [model._base_manager.count() for model in group] == [rows, rows], name


def test_an_order_is_listed_also_where_its_person_is_not_shown(world: World) -> None:
    number = ordered(world).number
    order = Order.objects.get(number=number)
    answer = signed_in(world, "eva").get("/order/")
    assert number in answer.content.decode()
    assert persons_in(answer.content.decode()) == []
    assert order.person.given_name


@pytest.mark.skipif(not WALLED, reason="SQLite has no second wall")
@pytest.mark.parametrize("blow", ["NO FORCE ROW LEVEL SECURITY", "DISABLE ROW LEVEL SECURITY"])
def test_a_wall_that_is_down_is_found_by_verification(db: None, blow: str) -> None:
    assert list(walls_missing_in_the_database()) == []
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE people_person {blow}")
    assert list(walls_missing_in_the_database()) == ["people_person: the second wall is missing or switched off"]


def test_what_passes_the_second_wall_is_listed() -> None:
    """Whoever adds a door past the wall writes it here too, with a reason in decision 0014."""
    cases = load_all().values()
    past = {case.name for case in cases if case.past_the_wall}
    assert past == {"find_person", "check_takeover", "list_passings"}
    assert sorted(PAST_THE_WALL) == ["audit", "backup", "effects", "incident", "migrate", "restore", "takeover", "verify"]
    assert all(case.reads for case in cases if case.past_the_wall)


def test_only_these_places_say_as_whom_the_database_is_asked() -> None:
    """`asking_as` opens the wall; whoever adds a place that says it writes it here too, with a reason in decision 0014."""
    source = Path(__file__).parents[2] / "src/handtag"
    places = {str(file.relative_to(source)) for file in source.rglob("*.py") if "asking_as(" in file.read_text(encoding="utf-8")}
    assert places == {
        "apps/prescriptions/queries.py",
        "apps/rights/queries.py",
        "cli/main.py",
        "db/wall.py",
        "usecases/asking.py",
        "usecases/base.py",
    }
