"""The pages of takeovers: what was taken, how the two systems agree, and nobody's name."""

import pytest
from tests.support.pages import persons_in, signed_in
from tests.support.takeover import ASTA, changed, compare, take
from tests.support.world import World

from handtag.apps.takeover.models import Reconciliation


def test_before_anything_the_page_says_so(world: World) -> None:
    page = signed_in(world, "tova").get("/overtagande/")
    assert page.status_code == 200
    assert page.content.decode().count("<table") == 2 or "empty" in page.content.decode()


def test_packages_and_reconciliations_stand_on_the_page(world: World) -> None:
    take(world)
    compare(world)
    text = signed_in(world, "tova").get("/overtagande/").content.decode()
    assert "Gamla systemet" in text
    assert "2026-11-23" in text


def test_a_reconciliation_shows_totals_and_differences_without_persons(world: World) -> None:
    take(world)
    compare(world, changed("holdings", 1, "Personnummer", "194806202380", changed("articles", 1, "Hyra per månad", "99")))
    key = Reconciliation.objects.get().key
    page = signed_in(world, "tova").get(f"/overtagande/avstamning/{key}/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "G-1" in text
    assert "99,00" in text
    assert ASTA not in text
    assert persons_in(text) == []


def test_the_workbook_says_the_same(world: World) -> None:
    take(world)
    compare(world)
    key = Reconciliation.objects.get().key
    answer = signed_in(world, "tova").get(f"/overtagande/avstamning/{key}/?format=xlsx")
    assert answer["Content-Disposition"].endswith('.xlsx"')
    assert answer.content.startswith(b"PK")


@pytest.mark.parametrize("name", ["siv", "eva", "gun"])
def test_only_who_may_take_over_sees_the_pages(world: World, name: str) -> None:
    take(world)
    compare(world)
    client = signed_in(world, name)
    assert client.get("/overtagande/").status_code == 403
    assert client.get(f"/overtagande/avstamning/{Reconciliation.objects.get().key}/").status_code == 403
