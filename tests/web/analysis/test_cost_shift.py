"""Cost shift in the pages: a list goes in, what cannot be read is told, the result explains itself and can be taken away."""

from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from tests.support import lending
from tests.support.device_list import COLUMNS, TABLE, a_run, kept, second_version
from tests.support.numbers import personnummer
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.analysis.models import KeptList, ShiftRun
from handtag.files.device_lists import read_table
from handtag.web.analysis.picture import picture
from handtag.web.analysis.words import ends, millions, percent

START = "/kostnadsvaxling/"


@pytest.fixture
def gun(world: World) -> Client:
    return signed_in(world, "gun")


def sent(client: Client, text: str, name: str = "lista.csv") -> HttpResponse:
    return client.post(f"{START}ny/", {"file": SimpleUploadedFile(name, text.encode())})  # type: ignore[return-value]


def chosen(world: World, **more: Any) -> dict[str, Any]:
    columns = {f"column_{field}": at for field, at in COLUMNS.items()}
    fixed = {"title": "Prov", "from_version": world.version.pk, "to_version": second_version(world).pk}
    return {**fixed, "prescribed_anyway": "0", "unmet_need": "15", "price_index": "100", **columns, **more}


def test_from_file_to_result(world: World, gun: Client) -> None:
    assert "Ingenting" in gun.get(START).content.decode() or not ShiftRun.objects.exists()
    answer = sent(gun, TABLE)
    assert answer.status_code == 303
    page = gun.get(answer["Location"])
    text = page.content.decode()
    assert "<strong>3</strong>" in text
    assert "Det är ingen ISO-kod" in text
    assert page.context["form"]["column_age"].initial == "7"
    answer = gun.post(answer["Location"], chosen(world))
    assert answer.status_code == 303
    text = gun.get(answer["Location"]).content.decode()
    assert "<svg xmlns" in text
    assert "style=" not in text.split("<svg xmlns")[1].split("</svg>")[0]
    assert "Prov" in gun.get(START).content.decode()


def test_reading_again_with_other_columns_changes_nothing(world: World, gun: Client) -> None:
    address = f"{START}lista/{kept(world)}/"
    answer = gun.post(address, chosen(world, column_iso_code="1", read="1"))
    assert answer.status_code == 200
    assert len(answer.context["preview"].read.faults) == 4
    assert not ShiftRun.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [({"unmet_need": "mycket"}, "unmet_need"), ({"column_cost": ""}, "column_cost"), ({"column_iso_code": "1"}, "column_iso_code")],
)
def test_what_is_wrong_is_said_at_its_field(world: World, gun: Client, change: dict[str, str], field: str) -> None:
    answer = gun.post(f"{START}lista/{kept(world)}/", chosen(world, **change))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        (f"ISO-kod;Kostnad;Person\n120606;5;{personnummer('19400315')}\n", "a.csv", "personnummer"),
        ("<html></html>", "a.xlsx", "a.xlsx: Filen går inte att läsa"),
        ('ISO-kod;Kostnad\n120606;"5' + "x" * 40_000, "lista.csv", "lista.csv: En cell på rad 2 är för lång"),
        (" ", "a.csv", "tom"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_and_nothing_is_kept(gun: Client, text: str, name: str, said: str) -> None:
    answer = sent(gun, text, name)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not KeptList.objects.exists()


def test_own_charges_become_a_list(world: World, gun: Client) -> None:
    from datetime import date

    lending.lend(world, "D1001", on=date(2026, 11, 10))
    lending.close(world, "2026-11", now=date(2026, 12, 1))
    answer = gun.post(f"{START}ny/fakturor/", {"first_month": "2026-11", "last_month": "2026-11"})
    assert answer.status_code == 303
    assert gun.get(answer["Location"]).context["preview"].read.faults == ()
    wrong = gun.post(f"{START}ny/fakturor/", {"first_month": "2026-12", "last_month": "2026-11"})
    assert wrong.status_code == 422


def test_the_file_holds_what_the_page_shows(world: World, gun: Client) -> None:
    key = a_run(world)
    answer = gun.get(f"{START}{key}/", {"format": "xlsx"})
    assert answer["Content-Disposition"] == 'attachment; filename="om-kommunen-betalar-allt.xlsx"'
    table = read_table("x.xlsx", BytesIO(answer.content).getvalue(), "Ej räknade rader")
    assert table[1][:3] == ["6", "ISO-kod", "xx"]


def test_every_line_names_the_clause_before_and_after(world: World, gun: Client) -> None:
    key = a_run(world)
    text = gun.get(f"{START}{key}/rader/").content.decode()
    assert text.count("Testöverenskommelsen") >= 2
    some = gun.get(f"{START}{key}/rader/", {"visa": "undetermined"})
    assert {kind["confidence"] for kind in some.context["kinds"]} <= {"undetermined"}


@pytest.mark.parametrize("name", ["anna", "hanna", "eva", "ivan"])
def test_others_do_not_see_the_pages(world: World, name: str) -> None:
    key: UUID = a_run(world)
    client = signed_in(world, name)
    for address in (START, f"{START}ny/", f"{START}lista/{KeptList.objects.get().key}/", f"{START}{key}/", f"{START}{key}/rader/"):
        assert client.get(address).status_code == 403
    assert START not in client.get("/", follow=True).content.decode()


def test_another_principals_run_is_not_there(world: World) -> None:
    from handtag.apps.organisations.models import Assignment

    key = a_run(world)
    Assignment.objects.filter(pk=world.assignments["hanna"].pk).update(role="controller")
    assert signed_in(world, "hanna").get(f"{START}{key}/").status_code == 404


def test_sums_are_written_as_one_figure_or_two() -> None:
    assert ends([150, 150]) == "2\u00a0kr"
    assert ends([-100, 123_400]) == "−1 till 1\u00a0234\u00a0kr"
    assert millions([3_225_000_000, 3_235_000_000]) == "32,3 – 32,4\u00a0Mkr"
    assert millions([100, 100]) == "1\u00a0kr"
    assert (percent("3/20"), percent("1/3"), percent(None)) == ("15\u00a0%", "33,3\u00a0%", "–")


def test_the_picture_is_for_the_eye_alone_and_carries_no_style() -> None:
    names = {f"{side}.{end}": end for side in ("left", "right") for end in ("region", "municipality", "undetermined")}
    svg = picture([("region", "municipality", 32), ("region", "region", 27), ("region", "undetermined", 1)], names)
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox=')
    assert 'aria-hidden="true"' in svg
    assert not {"style=", "<style", "<script", "<image"} & {word for word in ("style=", "<style", "<script", "<image") if word in svg}
    assert picture([], names) == ""
