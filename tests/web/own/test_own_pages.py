"""The own view as a browser meets it: what is shown to whom, what is asked, and what a repeated press does."""

import io
import re
from datetime import date

import pytest
from django.conf import LazySettings
from pypdf import PdfReader
from tests.support.clock import stands
from tests.support.herself import herself, minutes_ago
from tests.support.lending import sent_order
from tests.support.own import HELPER, fault, guardian, has, power
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry, AuditEntry
from handtag.apps.own.models import OwnRequest, Representation, RepresentationEnd, RequestAnswer
from handtag.usecases.base import civil_day, clock

START = "/mina-hjalpmedel/"


@pytest.fixture
def at_the_worlds_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the pages is the world's."""
    stands(monkeypatch, world.now)


pytestmark = pytest.mark.usefixtures("at_the_worlds_time")


def told(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))  # type: ignore[attr-defined]


@pytest.mark.law("PDL 5 kap. 5 §")
def test_she_sees_what_she_borrows_and_when_the_rest_comes(world: World) -> None:
    has(world)
    order = sent_order(world, "D1002", person="asta")
    page = herself(world, "asta").get(START)
    assert page["Cache-Control"] == "no-store"
    text = told(page)
    assert "Asta Ask" in text
    assert all(word in text for word in ("D1001", "Lulea care", order.number, "2026-11-23"))
    assert "D1002" not in text


def test_without_signing_in_nothing_is_shown_and_an_account_of_staff_opens_nothing(world: World) -> None:
    has(world)
    for client in (herself(world, "bror"), signed_in(world, "anna")):
        for path in (
            f"{START}{world.key('asta')}/",
            f"{START}{world.key('asta')}/vem-har-last/",
            f"{START}{world.key('asta')}/trasigt/D1001/",
        ):
            answer = client.get(path)
            assert answer.status_code in (302, 404), path
            assert "Asta" not in answer.content.decode()


def test_what_is_not_hers_stands_in_the_log_once(world: World) -> None:
    client = herself(world, "bror")
    client.get(f"{START}{world.key('asta')}/")
    entry = AuditEntry.objects.get(action="access.not_found")
    assert (entry.role, entry.actor) == ("person", world.viewer("bror").code)


@pytest.mark.law("ASVS 7.3")
def test_the_session_ends_by_itself_and_by_a_press(world: World) -> None:
    has(world)
    client = herself(world, "asta")
    minutes_ago(client, 14)
    assert client.get(START).status_code == 200
    minutes_ago(client, 16)
    assert client.get(START)["Location"].endswith("/logga-in/")
    client = herself(world, "asta")
    client.post(f"{START}logga-ut/")
    assert client.get(START).status_code == 302


@pytest.mark.law("ASVS 7.2")
def test_to_come_as_oneself_signs_staff_out_and_gives_a_new_session(world: World) -> None:
    client = signed_in(world, "anna")
    client.get("/")
    before = client.cookies["sessionid"].value
    client.post(f"{START}logga-in/", {"personnummer": world.number("bror")})
    assert client.cookies["sessionid"].value != before
    assert client.get("/personer/").status_code == 302


def test_outside_the_demo_nobody_comes_in_by_a_number(world: World, settings: LazySettings) -> None:
    from django.test import Client

    settings.DEMO = False
    client = Client()
    assert client.get(f"{START}logga-in/").status_code == 404
    settings.PERSON_OIDC_ISSUER = "https://idp.example"
    assert client.post(f"{START}logga-in/", {"personnummer": world.number("asta")}).status_code == 200
    assert client.get(START).status_code == 302


def test_a_fault_is_reported_once_however_often_one_presses(world: World) -> None:
    has(world)
    client = herself(world, "asta")
    path = f"{START}{world.key('asta')}/trasigt/D1001/"
    assert client.post(path, {"words": " "}).status_code == 422
    sent = {"words": "Bromsen tar inte", "is_unsafe": "on", "phone": "070-1740605", "command_id": "6f0a6f5e-27a4-4c8f-9b3c-2f2a64a0a0ff"}
    for _ in range(2):
        assert client.post(path, sent).status_code == 303
    request = OwnRequest.objects.get()
    assert (request.words, request.is_unsafe, request.phone) == ("Bromsen tar inte", True, "070-1740605")
    text = told(client.get(START))
    assert "Bromsen tar inte" in text
    assert f"{world.key('asta')}/trasigt/D1001" not in client.get(START).content.decode()


def test_a_return_is_asked_for_and_taken_back(world: World) -> None:
    has(world)
    client = herself(world, "asta")
    assert client.post(f"{START}{world.key('asta')}/lamna/D1001/", {"words": ""}).status_code == 303
    key = OwnRequest.objects.get().key
    assert client.post(f"{START}angra/", {"request_key": str(key)}).status_code == 303
    assert RequestAnswer.objects.get().outcome == "withdrawn"
    assert client.post(f"{START}angra/", {"request_key": "x"}).status_code == 404
    assert client.get(f"{START}{world.key('asta')}/lamna/D1003/").status_code == 404


def test_who_acts_chooses_between_those_she_acts_for(world: World) -> None:
    has(world)
    power(world)
    guardian(world, "bror")
    client = herself(world, "", HELPER)
    first = client.get(START)
    assert "Asta Ask" in told(first)
    assert str(world.key("bror")) in first.content.decode()
    assert "Bror Björk" in told(client.get(f"{START}{world.key('bror')}/"))
    assert client.get(f"{START}{world.key('dagny')}/").status_code == 404
    assert client.get(f"{START}ombud/").status_code == 404


def test_a_power_is_given_and_taken_back_on_the_page(world: World) -> None:
    client = herself(world, "asta")
    given = {"name": "Helga Hjälpare", "personnummer": HELPER, "valid_to": "2027-06-01"}
    assert client.post(f"{START}ombud/", {**given, "personnummer": world.number("asta")}).status_code == 422
    assert client.post(f"{START}ombud/", given).status_code == 303
    one = Representation.objects.get()
    page = client.get(f"{START}ombud/").content.decode()
    assert "Helga Hjälpare" in page
    assert HELPER[8:] not in page
    assert client.post(f"{START}ombud/avsluta/", {"representation": str(one.key)}).status_code == 303
    assert RepresentationEnd.objects.count() == 1


@pytest.mark.law("PDL 8 kap. 5 §")
def test_who_has_read_is_told_by_unit_and_day_without_names(world: World) -> None:
    signed_in(world, "anna").get(f"/personer/{world.key('asta')}/")
    client = herself(world, "asta")
    text = told(client.get(f"{START}{world.key('asta')}/vem-har-last/"))
    assert "Health centre" in text
    assert "Anna" not in text
    assert AccessEntry.objects.filter(action="person.own_log_opened").count() == 1


@pytest.mark.law("OSL 22 kap. 1 §")
def test_a_protected_persons_pages_say_nowhere_where_she_is(world: World) -> None:
    has(world, "frida")
    sent_order(world, "D1002", person="frida")
    signed_in(world, "anna").get(f"/personer/{world.key('frida')}/")
    client = herself(world, "frida")
    for path in (START, f"{START}{world.key('frida')}/vem-har-last/", f"{START}{world.key('frida')}/villkor/"):
        page = client.get(path).content.decode()
        assert not [word for word in ("Lulea care", "Health centre", "Furavägen", "070-174") if word in page], path


def test_whoever_has_nothing_is_told_so_and_not_whether_others_have(world: World) -> None:
    client = herself(world, "", HELPER)
    assert client.get(START).status_code == 200
    assert client.get(f"{START}ombud/").status_code == 404
    fault(world)
    assert str(world.key("asta")) not in client.get(START).content.decode()
    assert civil_day(clock()) == date(2026, 11, 23)


@pytest.mark.law("DOS-lagen")
def test_her_sheet_is_a_tagged_document_in_plain_words_also_from_staff(world: World) -> None:
    has(world)
    for client, path in (
        (herself(world, "asta"), f"{START}{world.key('asta')}/utskrift/"),
        (signed_in(world, "cilla"), f"/personer/{world.key('asta')}/utskrift/"),
    ):
        answer = client.get(path)
        assert answer["Content-Type"] == "application/pdf"
        reader = PdfReader(io.BytesIO(answer.content))
        words = " ".join(page.extract_text() for page in reader.pages)
        assert "D1001" in words
        assert "Ändra inte något själv" in words
        assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert signed_in(world, "dag").get(f"/personer/{world.key('asta')}/utskrift/").status_code == 404
