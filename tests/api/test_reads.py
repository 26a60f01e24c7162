"""Reads over REST: what the caller may see, and a person only with a logged reading."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from tests.api.conftest import Caller
from tests.support import drafts
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry
from handtag.usecases.ordering.place_order import PlaceOrder, place_order
from handtag.usecases.prescribing.choose_article import ChooseArticle, choose_article
from handtag.usecases.prescribing.start_prescription import StartPrescription, start_prescription

CALLER = Callable[[str], Caller]


def test_articles_are_searched_by_word_and_code(caller: CALLER, world: World) -> None:
    article = world.articles[next(iter(world.articles))]
    status, rows = caller("anna").get(f"articles?q={article.name.split()[0]}&iso={article.iso_code}")
    assert status == 200
    assert article.number in {row["number"] for row in rows}
    assert caller("anna").get(f"articles/{article.number}")[1]["name"] == article.name
    assert caller("anna").get("articles?q=finnsinte") == (200, [])
    assert caller("anna").get("articles/finnsinte")[0] == 404


def test_reading_a_person_is_logged_before_it_is_answered(caller: CALLER, world: World) -> None:
    status, body = caller("anna").get(f"persons/{world.key('asta')}")
    assert (status, body["given_name"]) == (200, "Asta")
    assert AccessEntry.objects.filter(person_key=world.key("asta"), door="api").count() == 1


@pytest.mark.law("OSL 22 kap. 1 §")
def test_where_a_protected_person_lives_is_never_told(caller: CALLER, world: World) -> None:
    _, body = caller("anna").get(f"persons/{world.key('frida')}")
    assert body["protected_identity"] is True
    assert "Furavägen" not in str(body)
    assert "Luleå" not in str(body)


def test_a_stranger_and_nobody_are_the_same(caller: CALLER, world: World) -> None:
    assert caller("anna").get(f"persons/{world.key('hilda')}") == caller("anna").get(f"persons/{uuid4()}")


def test_a_prescription_and_its_order_are_read_by_their_unit_only(caller: CALLER, world: World) -> None:
    key = world.run(start_prescription, StartPrescription(world.key("asta"), "Faller ofta", "Gå till affären", 1), "cilla")
    number = next(a.number for a in world.articles.values() if a.iso_code == "120606" and a.assortment == "stocked")
    world.run(choose_article, ChooseArticle(key, number, {"care_setting": "home_visit"}), "cilla")
    order = world.run(place_order, PlaceOrder(key, world.points["lulea_care"].pk), "cilla")

    status, body = caller("cilla").get(f"prescriptions/{key}")
    assert (status, body["article_number"], body["decision"]["payer"]) == (200, number, "municipality")
    assert caller("cilla").get(f"orders/{order}")[1]["lines"][0]["article_number"] == number
    assert [row["number"] for row in caller("cilla").get("orders?open=true")[1]] == [order]
    assert caller("dag").get(f"prescriptions/{key}")[0] == 404
    assert caller("dag").get(f"orders/{order}")[0] == 404
    assert caller("dag").get("orders") == (200, [])
    assert "Asta" not in str(caller("eva").get(f"orders/{order}"))


def test_a_draft_is_read_with_its_document_changes_and_log(caller: CALLER, world: World) -> None:
    key = drafts.changed(world)
    status, rows = caller("sten").get("drafts")
    assert (status, [(row["key"], row["state"], row["revision"]) for row in rows]) == (200, [(str(key), "editing", 1)])
    status, body = caller("siv").get(f"drafts/{key}")
    assert status == 200
    assert [(c["kind"], c["id"], c["what"]) for c in body["changes"] if c["kind"] == "row"] == [("row", "children", "changed")]
    assert [(step["action"], step["by"]) for step in body["log"]] == [("put", "Siv"), ("started", "Siv")]
    assert body["document"]["version"] == "2"
    assert [problem for problem in body["problems"] if problem["severity"] == "error"] == []


def test_drafts_are_told_only_to_those_who_write_or_approve_them(caller: CALLER, world: World) -> None:
    key = drafts.changed(world)
    assert caller("anna").get("drafts")[0] == 403
    assert caller("anna").get(f"drafts/{key}")[0] == 403
    assert caller("siv").get(f"drafts/{uuid4()}")[0] == 404
