"""The search page asks why so many are looked for, only when it is so."""

import pytest
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.usecases.people import find_person


def test_the_reason_is_asked_for_and_then_the_search_goes_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find_person, "SEARCHES_PER_HOUR", 2)
    client, typed = signed_in(world, "anna"), {"personnummer": world.number("asta")}
    assert '<select name="reason"' not in client.get("/personer/").content.decode()
    assert [client.post("/personer/", typed).status_code for _ in range(2)] == [303, 303]
    asked = client.post("/personer/", typed)
    assert asked.status_code == 422
    assert '<select name="reason"' in asked.content.decode()
    assert client.post("/personer/", typed | {"reason": "many_visits"}).status_code == 303
