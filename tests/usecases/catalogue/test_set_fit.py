"""What fits an article or a series, and how many of it."""

from dataclasses import replace

import pytest
from tests.support.articles import in_series
from tests.support.world import World

from handtag.apps.catalogue.models import Fit
from handtag.apps.catalogue.queries import mains_of, parts_of
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.catalogue.set_fit import SetFit, set_fit


def test_what_fits_a_series_fits_its_articles_and_no_others(world: World) -> None:
    series = in_series(world, "rollator", "rollator_plus")
    world.run(set_fit, SetFit("20010", series_id=series.pk, standard_quantity=1, maximum_quantity=2), "eva")
    for name, fits in (("rollator", True), ("rollator_plus", True), ("rollator_old", False)):
        assert parts_of(world.fresh(world.articles[name])).filter(number="20010").exists() is fits
    assert {"10001", "10002", "20001"} <= set(mains_of(world.articles["cushion"]).values_list("number", flat=True))


def test_a_fit_is_said_once_and_can_be_changed_and_taken_away(world: World) -> None:
    said = SetFit("10010", "10003", standard_quantity=1)
    world.run(set_fit, said, "eva")
    world.run(set_fit, replace(said, maximum_quantity=4), "eva")
    assert Fit.objects.filter(part__number="10010", main__number="10003").values_list("standard_quantity", "maximum_quantity")[0] == (1, 4)
    world.run(set_fit, replace(said, fits=False), "eva")
    assert not Fit.objects.filter(part__number="10010", main__number="10003").exists()
    with pytest.raises(Refused, match=r"catalogue\.no_fit"):
        world.run(set_fit, replace(said, fits=False), "eva")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (SetFit("10010", "10010"), "catalogue.fits_itself"),
        (SetFit("10010"), "catalogue.one_main"),
        (SetFit("10010", series_id=10**9), "catalogue.no_series"),
        (SetFit("10010", "10003", standard_quantity=3, maximum_quantity=2), "catalogue.bad_fit_quantity"),
        (SetFit("10010", "10003", maximum_quantity=0), "catalogue.bad_fit_quantity"),
        (SetFit("10010", "10003", standard_quantity=-1), "catalogue.bad_fit_quantity"),
    ],
)
def test_an_unclear_fit_is_refused(world: World, said: SetFit, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(set_fit, said, "eva")
    assert refusal.value.code == code


def test_an_unknown_main_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(set_fit, SetFit("10010", "finns inte"), "eva")
