"""Replacement groups are cliques within six digits and never grow together."""

import pytest
from django.db import IntegrityError, transaction
from tests.support.world import World

from handtag.apps.catalogue.models import Article, Equivalence, EquivalenceGroup
from handtag.apps.catalogue.queries import equivalents_of, stand_in_ids
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.catalogue.set_equivalence_group import SetEquivalenceGroup, set_equivalence_group


def instead_of(world: World, name: str) -> dict[str, bool]:
    """Number of what may stand in → is it binding."""
    article = world.articles[name]
    return {other.article.number: other.is_binding for other in equivalents_of([article])[article.pk]}


def test_two_groups_with_an_article_in_common_stay_two(world: World) -> None:
    world.run(set_equivalence_group, SetEquivalenceGroup("ROLL", ("10001", "10002")), "eva")
    world.run(set_equivalence_group, SetEquivalenceGroup("Smala", ("10002", "10003"), is_binding=False), "eva")
    assert instead_of(world, "rollator") == {"10002": True}
    assert instead_of(world, "rollator_plus") == {"10001": True, "10003": False}
    assert instead_of(world, "rollator_old") == {"10002": False}
    assert world.articles["rollator_old"].pk not in stand_in_ids(world.articles["rollator"])


def test_a_group_has_exactly_its_articles_and_without_any_it_is_dissolved(world: World) -> None:
    world.run(set_equivalence_group, SetEquivalenceGroup("ROLL", ("10001", "10003")), "eva")
    assert instead_of(world, "rollator_plus") == {}
    world.run(set_equivalence_group, SetEquivalenceGroup("ROLL", ()), "eva")
    assert not EquivalenceGroup.objects.filter(name="ROLL").exists()
    with pytest.raises(NotFound):
        world.run(set_equivalence_group, SetEquivalenceGroup("ROLL", ()), "eva")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (SetEquivalenceGroup("Blandat", ("10001", "10020")), "catalogue.group_crosses_divisions"),
        (SetEquivalenceGroup("ROLL", ("10001", "20001")), "catalogue.group_crosses_divisions"),
        (SetEquivalenceGroup("Ensam", ("10001",)), "catalogue.group_too_small"),
        (SetEquivalenceGroup(" ", ("10001", "10002")), "catalogue.group_name_missing"),
    ],
)
def test_a_group_across_six_digits_or_of_one_is_refused(world: World, data: SetEquivalenceGroup, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(set_equivalence_group, data, "eva")
    assert refusal.value.code == code


def test_an_unknown_article_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(set_equivalence_group, SetEquivalenceGroup("ROLL", ("10001", "finns inte")), "eva")


def test_the_database_refuses_a_member_of_another_division(world: World) -> None:
    group = EquivalenceGroup.objects.get(name="ROLL")
    with pytest.raises(IntegrityError, match="six ISO digits"), transaction.atomic():
        Equivalence.objects.create(group=group, article=world.articles["frame"])
    with pytest.raises(IntegrityError, match="six ISO digits"), transaction.atomic():
        Article.objects.filter(number="10001").update(iso_code="122203")
    with pytest.raises(IntegrityError, match="six ISO digits"), transaction.atomic():
        EquivalenceGroup.objects.filter(pk=group.pk).update(division="122203")
