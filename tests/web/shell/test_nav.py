"""The menu follows from the role's permissions."""

from typing import TYPE_CHECKING

import pytest
from django.http import HttpResponse
from django.urls import include, path

from handtag.domain.access import Role
from handtag.web.shell.nav import PLACES, menu_for
from handtag.web.shell.roles import ROLE_NAMES

if TYPE_CHECKING:
    from tests.support.world import World


def _areas() -> list[object]:
    names: dict[str, list[str]] = {}
    for place in PLACES:
        area, name = place.url_name.split(":")
        names.setdefault(area, []).append(name)
    pages = {area: [path("" if area == "home" else f"{name}/", HttpResponse, name=name) for name in found] for area, found in names.items()}
    return [path("" if area == "home" else f"{area}/", include((found, area))) for area, found in pages.items()]


urlpatterns = _areas()
pytestmark = pytest.mark.urls(__name__)


def places(world: "World", name: str, here: str = "/") -> list[str]:
    return [item.url for item in menu_for(world.viewer(name), here)]


def test_each_role_sees_the_places_it_works_in(world: "World") -> None:
    assert "/people/search/" in places(world, "anna")
    assert "/stock/picking/" not in places(world, "anna")
    assert "/stock/picking/" in places(world, "filip")
    assert "/people/search/" not in places(world, "filip")
    assert "/billing/list/" in places(world, "gun")
    assert "/people/search/" not in places(world, "gun"), "who steers costs never sees persons"
    assert "/people/search/" not in places(world, "ivan"), "who runs the system never sees persons"


def test_the_place_one_is_in_is_marked_and_only_that(world: "World") -> None:
    marked = [item.url for item in menu_for(world.viewer("eva"), "/stock/devices/D-1/") if item.current]
    assert marked == ["/stock/devices/"]
    start = [item.url for item in menu_for(world.viewer("eva"), "/") if item.current]
    assert start == ["/"]


@pytest.mark.urls("handtag.web.shell.urls")
def test_an_area_that_is_not_installed_is_not_in_the_menu(world: "World") -> None:
    assert menu_for(world.viewer("anna"), "/") == []


def test_every_role_has_a_name_for_people() -> None:
    assert set(ROLE_NAMES) == set(Role)
