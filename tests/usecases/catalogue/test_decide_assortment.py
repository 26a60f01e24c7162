"""The assortment is decided with a day, for the county or for one principal."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.support.world import TODAY, World

from handtag.apps.catalogue.models import Article, AssortmentDecision
from handtag.apps.catalogue.queries import assortments
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.catalogue.decide_assortment import DecideAssortment, decide_assortment

TOMORROW = TODAY + timedelta(days=1)
OUT = DecideAssortment(("10001", "10002"), "phased_out", TODAY, "Avtalet löper ut")


def test_a_decision_from_today_holds_at_once_and_one_to_come_does_not(world: World) -> None:
    assert world.run(decide_assortment, OUT, "eva") == 2
    world.run(decide_assortment, DecideAssortment(("20001",), "order_item", TOMORROW, ""), "eva")
    states = dict(Article.objects.values_list("number", "assortment"))
    assert (states["10001"], states["10002"], states["20001"]) == ("phased_out", "phased_out", "stocked")


def test_a_principals_own_decision_holds_for_it_alone(world: World) -> None:
    world.run(decide_assortment, replace(OUT, principal_id=world.principals["lulea"].pk), "eva")
    articles = [world.fresh(world.articles["rollator"]), world.fresh(world.articles["wheelchair"])]
    assert articles[0].assortment == "stocked"
    assert list(assortments(world.viewer("cilla"), articles).values()) == ["phased_out", "stocked"]
    assert list(assortments(world.viewer("dag"), articles).values()) == ["stocked", "stocked"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"valid_from": TODAY - timedelta(days=1)}, "catalogue.decision_in_the_past"),
        ({"assortment": "borttagen"}, "catalogue.unknown_assortment"),
        ({"principal_id": 10**9}, "catalogue.no_principal"),
    ],
)
def test_an_unclear_decision_is_refused(world: World, changes: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(decide_assortment, replace(OUT, **changes), "eva")  # type: ignore[arg-type]
    assert refusal.value.code == code


def test_one_decision_a_day_and_one_known_article_at_least(world: World) -> None:
    world.run(decide_assortment, OUT, "eva")
    with pytest.raises(Refused, match=r"catalogue\.decision_exists"):
        world.run(decide_assortment, replace(OUT, article_numbers=("20001", "10001"), assortment="stocked"), "eva")
    assert Article.objects.get(number="20001").assortment == "stocked"
    for numbers in ((), ("finns inte",)):
        with pytest.raises(NotFound):
            world.run(decide_assortment, replace(OUT, article_numbers=numbers), "eva")


def test_a_decision_is_never_changed(world: World) -> None:
    world.run(decide_assortment, OUT, "eva")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AssortmentDecision.objects.update(assortment="stocked")
