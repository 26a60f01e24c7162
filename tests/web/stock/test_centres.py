"""The pages between device centres: asked, answered, sent, late; and nothing of what the other has."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.support import clock
from tests.support.centres import accept, ask, borrowed, bought, lent_to_a_child, request, two_centres
from tests.support.lending import at
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.organisations.models import DeviceCentre
from handtag.apps.stores.models import CentreRequest


def post(client: Client, path: str, **given: Any) -> Any:
    return client.post(f"/lager/{path}", {"command_id": str(uuid4()), **given})


def text(client: Client, path: str) -> str:
    return client.get(f"/lager/{path}").content.decode()


def test_goods_are_asked_for_and_the_other_centre_answers(world: World) -> None:
    other = two_centres(world)
    filip, nadja = signed_in(world, "filip"), signed_in(world, "nadja")
    given = {"kind": "sale", "centre_id": other.pk, "to_location": "C", "lines": "10001 2\n60001 5", "note": "Till helgen"}
    assert post(filip, "centraler/", **given).status_code == 303
    made = CentreRequest.objects.get()
    assert [line.wanted for line in made.lines.order_by("pk")] == [2, 5]
    assert f"/lager/centraler/{made.pk}/" in text(nadja, "centraler/")
    line = made.lines.get(article__number="10001")
    answer = post(nadja, f"centraler/{made.pk}/", from_location="X", **{f"price_{line.pk}": "1500,50"})
    assert answer.status_code == 303
    assert (request(made.pk).state, made.lines.get(pk=line.pk).price_ore) == ("accepted", 150_050)
    assert "R-1" in text(filip, f"centraler/{made.pk}/")


def test_what_is_wrong_is_said_at_its_field(world: World) -> None:
    other = two_centres(world)
    filip = signed_in(world, "filip")
    for lines, return_on, field in (("10001", "", "lines"), ("10020 1", "", "lines"), ("10001 1", "2026-12-01", "return_on")):
        given = {"kind": "sale", "centre_id": other.pk, "to_location": "C", "lines": lines, "return_on": return_on}
        answer = post(filip, "centraler/", **given)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_no_is_said_with_a_reason_and_a_request_taken_back(world: World) -> None:
    two_centres(world)
    first, second = ask(world), ask(world)
    filip, nadja = signed_in(world, "filip"), signed_in(world, "nadja")
    assert post(nadja, f"centraler/{first}/neka/").status_code == 422
    assert post(nadja, f"centraler/{first}/neka/", reason="Vi har inga").status_code == 303
    assert "Vi har inga" in text(filip, f"centraler/{first}/")
    assert post(filip, f"centraler/{second}/aterta/").status_code == 303
    assert request(second).state == "withdrawn"
    assert post(filip, f"centraler/{second}/aterta/").status_code == 422


def test_who_may_not_answer_is_not_shown_how(world: World) -> None:
    two_centres(world)
    wanted = ask(world)
    assert "/neka/" in text(signed_in(world, "nadja"), f"centraler/{wanted}/")
    for name in ("nora", "filip", "eva"):
        assert "/neka/" not in text(signed_in(world, name), f"centraler/{wanted}/")


def test_what_is_late_back_is_said_to_both(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    borrowed(world)
    assert 'data-color="warning"' not in text(signed_in(world, "filip"), "centraler/")
    clock.stands(monkeypatch, at(date(2026, 12, 25)))
    for name in ("filip", "nora"):
        page = text(signed_in(world, name), "centraler/")
        assert "D8001" in page
        assert 'data-color="warning"' in page


def test_what_is_borrowed_is_not_chosen_to_be_sent_home(world: World) -> None:
    number = borrowed(world)
    page = text(signed_in(world, "filip"), "forrad/andras/")
    assert f'value="{number}">' in page
    assert "2026-12-24" in page


def test_what_was_sold_is_shown_with_its_price(world: World) -> None:
    bought(world)
    assert "2\N{NO-BREAK SPACE}800,00" in text(signed_in(world, "nora"), "centraler/")


def test_nothing_of_the_others_shelves_is_told(world: World) -> None:
    two_centres(world)
    accept(world, ask(world))
    filip = signed_in(world, "filip")
    pages = text(filip, "centraler/") + text(filip, "forrad/") + text(filip, "")
    assert "D8001" not in pages
    assert filip.get("/lager/hjalpmedel/D8001/").status_code == 404


def test_a_request_between_others_is_not_there(world: World) -> None:
    two_centres(world)
    wanted = ask(world)
    CentreRequest.objects.filter(pk=wanted).update(asker=two_others(world)[0], asked=two_others(world)[1])
    for name in ("filip", "eva"):
        assert signed_in(world, name).get(f"/lager/centraler/{wanted}/").status_code == 404


def test_what_passes_at_an_age_is_counted_and_passed_on_without_a_name(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    number = lent_to_a_child(world)
    clock.stands(monkeypatch, at(date(2027, 1, 4)))
    eva = signed_in(world, "eva")
    page = text(eva, "centraler/overgang/")
    assert number in page
    assert "Cia" not in page
    assert "Cedergren" not in page
    assert "2\N{NO-BREAK SPACE}400,00" in page
    assert post(eva, "centraler/overgang/lamna/", device_number=number).status_code == 303
    assert "centraler/overgang/lamna/" not in text(eva, "centraler/overgang/")
    assert post(eva, "centraler/overgang/lamna/", device_number=number).status_code == 422
    assert signed_in(world, "filip").get("/lager/centraler/overgang/").status_code == 403


def two_others(world: World) -> list[Any]:
    """Two centres that are not the viewer's."""
    DeviceCentre.objects.get_or_create(county=world.county, name="Tredje centralen", defaults={"run_by": world.region})
    return list(DeviceCentre.objects.exclude(pk=world.centre.pk).order_by("pk"))
