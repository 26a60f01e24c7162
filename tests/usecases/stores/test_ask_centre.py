"""A centre asks another for goods: what the two call the same product, and that nothing is told of what the other has."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.support.centres import ask, request, two_centres
from tests.support.world import World

from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import County, DeviceCentre
from handtag.apps.stores.models import CentreRequest
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.stores.ask_centre import AskCentre, AskedGoods, ask_centre


def test_the_other_centres_article_is_found_by_gtin_whatever_its_number(world: World) -> None:
    other = two_centres(world)
    made = request(ask(world, rollator=2, gripper=5))
    assert (made.state, made.asker, made.asked, made.to_location) == ("asked", world.centre, other, world.locations["C"])
    assert [(line.article.number, line.their_article.number, line.wanted) for line in made.lines.order_by("pk")] == [
        ("10001", "R-1", 2), ("60001", "G-1", 5),
    ]  # fmt: skip


def test_without_gtin_the_same_suppliers_number_says_it(world: World) -> None:
    two_centres(world)
    both = Article.objects.filter(pk__in=[world.articles["rollator"].pk, world.articles["their_rollator"].pk])
    both.update(gtin="", supplier_number="ROL-7")
    assert request(ask(world)).lines.get().their_article.number == "R-1"


@pytest.mark.parametrize("theirs", [{"gtin": ""}, {"gtin": "07350000000030", "supplier_number": "ROL-7"}, {"kind": "component"}])
def test_what_the_other_centre_has_no_article_of_is_refused(world: World, theirs: dict[str, str]) -> None:
    two_centres(world)
    Article.objects.filter(pk=world.articles["rollator"].pk).update(supplier_number="ROL-7")
    Article.objects.filter(pk=world.articles["their_rollator"].pk).update(**theirs)
    with pytest.raises(Refused, match="no_counterpart"):
        ask(world)


def test_the_same_is_asked_for_whether_they_have_any_or_not(world: World) -> None:
    two_centres(world)
    assert request(ask(world, rollator=50)).state == "asked"  # they have one


def test_a_loan_has_a_day_to_come_and_is_of_marked_devices(world: World) -> None:
    other = two_centres(world)
    loan = AskCentre("loan", other.pk, "C", (AskedGoods("10001", 1),), world.today + timedelta(days=1))
    assert request(world.run(ask_centre, loan, "filip")).return_on == date(2026, 11, 24)
    for return_on in (None, world.today, world.today + timedelta(days=367)):
        with pytest.raises(Refused, match="loan_days"):
            world.run(ask_centre, replace(loan, return_on=return_on), "filip")
    with pytest.raises(Refused, match="bought_for_good"):
        world.run(ask_centre, replace(loan, kind="sale"), "filip")
    with pytest.raises(Refused, match="unknown_choice"):
        world.run(ask_centre, replace(loan, kind="gift"), "filip")
    with pytest.raises(Refused, match="only_marked_are_lent"):
        world.run(ask_centre, replace(loan, lines=(AskedGoods("60001", 1),)), "filip")


def test_a_centre_of_another_county_is_not_there_to_be_asked(world: World) -> None:
    other = two_centres(world)
    elsewhere = County.objects.create(code="24", name="Grannlän")
    far = DeviceCentre.objects.create(county=elsewhere, run_by=world.region, name="Långt bort")
    for centre in (far, world.centre):
        with pytest.raises(NotFound, match="no_centre"):
            world.run(ask_centre, AskCentre("sale", centre.pk, "C", (AskedGoods("10001", 1),)), "filip")
    with pytest.raises(NotFound, match="no_article"):  # their number, which is not ours
        world.run(ask_centre, AskCentre("sale", other.pk, "C", (AskedGoods("R-1", 1),)), "filip")
    assert not CentreRequest.objects.exists()


def test_who_does_not_handle_stock_may_not(world: World) -> None:
    two_centres(world)
    with pytest.raises(NotAllowed):
        ask(world, by="anna")
