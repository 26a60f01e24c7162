"""The pages on which two records are seen side by side, joined and split."""

import pytest
from tests.support import register
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry
from handtag.apps.people.identity import Merge
from handtag.usecases.audit.make_extract import MakeExtract, make_extract
from handtag.usecases.audit.open_extract import OpenExtract, open_extract
from handtag.usecases.base import clock
from handtag.usecases.people.open_person import OpenPerson, open_person


def test_they_are_seen_side_by_side_joined_and_split(world: World) -> None:
    register.two(world, now=clock())
    eva, start = signed_in(world, "eva"), f"/personer/{world.key('bror')}/samma-person/"
    seen = eva.post(start, {"personnummer": world.number("asta"), "issuer": "state"}).content.decode()
    assert all(word in seen for word in ("Ask", "Björk", "1940-03-15", "1952-09-27"))
    assert world.number("asta") not in seen
    form = {"other": world.key("asta"), "keep": "this", "reason": "Samma pass"}
    assert eva.post(start, form).status_code == 422
    assert not Merge.objects.exists()
    assert eva.post(start, {**form, "confirmed": "on"}).status_code == 303
    assert "Asta Ask" in eva.get(start).content.decode()
    assert "Björk" in eva.get(f"/personer/{world.key('asta')}/").content.decode()
    split = f"/personer/samma-person/{Merge.objects.get().key}/"
    assert eva.get(split).status_code == 200
    assert eva.post(split, {"reason": "Två syskon"}).status_code == 303
    assert "Ask" in eva.get(f"/personer/{world.key('asta')}/").content.decode()
    assert eva.get(split).status_code == 404


def test_a_record_without_a_relation_is_not_shown_and_the_search_is_logged(world: World) -> None:
    register.two(world, now=clock())
    eva, start = signed_in(world, "eva"), f"/personer/{world.key('bror')}/samma-person/"
    answer = eva.post(start, {"personnummer": world.number("hilda"), "issuer": "state"})
    assert answer.status_code == 422
    assert "Hassel" not in answer.content.decode()
    assert AccessEntry.objects.latest("pk").action == "person.searched"


@pytest.mark.parametrize("name", ["anna", "kim", "karin"])
def test_other_roles_are_refused(world: World, name: str) -> None:
    assert signed_in(world, name).get(f"/personer/{world.key('bror')}/samma-person/").status_code == 403


@pytest.mark.law("PDL 8 kap. 5 §")
def test_the_extract_of_the_log_holds_the_readings_of_both_records(world: World) -> None:
    for name in ("asta", "dagny"):
        world.run(open_person, OpenPerson(world.key(name)), "cilla")
    register.merged(world, "dagny", "asta")
    key = world.run(make_extract, MakeExtract(world.number("asta")), "lova")
    rows = world.run(open_extract, OpenExtract(key), "lova").rows
    assert [row.action for row in rows if row.action == "person.opened"] == ["person.opened"] * 2
