"""The kept index is right after every change: at once for whoever made it, in every process after the commit, and never from what was
rolled back."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from tests.support.world import World

from handtag.apps.catalogue import search_index, store
from handtag.apps.catalogue.models import Article, PriceVersion
from handtag.apps.catalogue.search_index import search
from handtag.apps.organisations.models import DeviceCentre
from handtag.usecases.catalogue.register_articles import NewArticle, RegisterArticles, register_articles

NEW = NewArticle("77001", "Tröskelhoppare Extra", "120606", "device", "Provleverantören AB", 5)


def numbers(world: World, text: str, **chosen: str) -> list[str]:
    return [article.number for article in search(world.viewer("anna"), text, chosen)[:99]]


def test_what_a_use_case_registers_is_found_in_the_same_transaction(world: World) -> None:
    assert numbers(world, "tröskelhoppare") == []
    world.run(register_articles, RegisterArticles(world.centre.pk, (NEW,)), "eva")
    assert numbers(world, "tröskelhoppare") == ["77001"]


def test_names_of_codes_suppliers_gtin_and_makers_numbers_are_searched(world: World) -> None:
    Article.objects.filter(number="20001").update(gtin="07350012345671", supplier_number="ZX-9/1")
    assert numbers(world, "7350012345671") == ["20001"]
    assert numbers(world, "zx91") == ["20001"]
    assert "20001" in numbers(world, "drivringsrullstolar")
    assert "10001" in numbers(world, "provleverantören")


def test_prices_are_those_of_the_day(world: World) -> None:
    assert "10001" not in numbers(world, "", price="rent_per_month:30000")
    PriceVersion.objects.create(
        article=world.articles["rollator"], kind="rent_per_month", amount_ore=45_000, purchase_ore=0, valid_from=date(2026, 2, 1),
        recorded_at=datetime(2026, 1, 2, tzinfo=UTC),
    )  # fmt: skip
    PriceVersion.objects.create(
        article=world.articles["rollator"], kind="rent_per_month", amount_ore=1, purchase_ore=0, valid_from=date(2999, 2, 1),
        recorded_at=datetime(2026, 1, 2, tzinfo=UTC),
    )  # fmt: skip
    assert "10001" in numbers(world, "", price="rent_per_month:30000")


def test_another_centres_articles_are_never_found(world: World) -> None:
    other = DeviceCentre.objects.create(county=world.county, run_by=world.region, name="Annan central")
    Article.objects.filter(number="60001").update(centre=other)
    assert numbers(world, "60001") == []
    assert search(world.viewer("anna"), "").count() == Article.objects.filter(centre=world.centre).count()


@pytest.fixture
def committed(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """As if every statement of the test were committed when it is made, but for what is inside a further transaction."""
    around = len(connection.savepoint_ids)
    monkeypatch.setattr(search_index, "in_transaction", lambda: len(connection.savepoint_ids) > around)
    return world


def test_the_catalogue_is_read_once_while_its_version_is_the_same(committed: World, django_assert_num_queries: Any) -> None:
    numbers(committed, "rollator")
    viewer = committed.viewer("anna")
    document = search_index.county_document(viewer)
    with django_assert_num_queries(1):
        assert search(viewer, "rollator", document=document).count() == 4


def test_a_committed_change_is_found_at_once(committed: World) -> None:
    assert numbers(committed, "tröskelhoppare") == []
    committed.run(register_articles, RegisterArticles(committed.centre.pk, (NEW,)), "eva")
    assert numbers(committed, "tröskelhoppare") == ["77001"]


def test_another_process_sees_the_version_and_reads_again(committed: World) -> None:
    assert numbers(committed, "rollator lätt")[:1] == ["10001"]
    Article.objects.filter(number="10001").update(name="Glidare Lätt")  # as another process would, past this one's index
    store.changed(committed.centre.pk)
    assert numbers(committed, "glidare") == ["10001"]
    assert numbers(committed, "rollator lätt")[0] == "10002"  # the first is a rollator by the name of its code only


def test_what_is_rolled_back_is_found_inside_and_never_kept(committed: World) -> None:
    numbers(committed, "rollator")
    with transaction.atomic():
        Article.objects.filter(number="10001").update(name="Glidare")
        store.changed(committed.centre.pk)
        assert numbers(committed, "glidare") == ["10001"]
        transaction.set_rollback(True)
    assert numbers(committed, "glidare") == []
    store.changed(committed.centre.pk)  # the same version number again, now for something else
    assert numbers(committed, "glidare") == []
    assert numbers(committed, "rollator lätt")[:1] == ["10001"]


def test_an_article_that_has_gone_elsewhere_is_found_no_more(committed: World) -> None:
    assert numbers(committed, "griptång") == ["60001"]
    other = DeviceCentre.objects.create(county=committed.county, run_by=committed.region, name="Annan central")
    Article.objects.filter(number="60001").update(centre=other)
    store.changed(committed.centre.pk)
    assert numbers(committed, "griptång") == []


def test_another_day_has_other_prices(committed: World) -> None:
    PriceVersion.objects.create(
        article=committed.articles["rollator"], kind="rent_per_month", amount_ore=45_000, purchase_ore=0, valid_from=date(2999, 2, 1),
        recorded_at=datetime(2026, 1, 2, tzinfo=UTC),
    )  # fmt: skip
    today, then = committed.viewer("anna"), replace(committed.viewer("anna"), on=date(2999, 2, 1))
    band = {"price": "rent_per_month:30000"}
    assert "10001" not in {one.number for one in search(today, "", band)[:99]}
    assert "10001" in {one.number for one in search(then, "", band)[:99]}


def test_a_warmed_process_answers_its_first_search_without_reading_the_catalogue(committed: World, django_assert_num_queries: Any) -> None:
    viewer = committed.viewer("anna")
    search_index.warm(viewer.on)
    document = search_index.county_document(viewer)
    with django_assert_num_queries(1):
        found = search(viewer, "r", document=document)
    assert found.count() > 0
    assert "r" in search_index.index_for(viewer, document).readings
