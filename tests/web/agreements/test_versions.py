"""The published agreements are read by anyone: the list of versions, and one version with its list, rules, values and doubts."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _
from tests.support import agreement
from tests.support.world import World

from handtag.apps.agreements.models import AgreementVersion

URL = f"/avtal/{agreement.ID}/1/"


def later_version(world: World, valid_from: date, version: str, valid_to: date | None = None) -> None:
    """Another published version of the test agreement."""
    row = world.version
    AgreementVersion.objects.create(
        agreement_id=row.agreement_id, version=version, name=row.name, valid_from=valid_from, valid_to=valid_to,
        document=row.document, document_hash=row.document_hash, published_at=row.published_at,
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/vem-betalar/", "/avtal/"])
def test_without_agreements_the_pages_say_so(client: Client, path: str) -> None:
    assert _("No agreement has been published yet") in client.get(path).content.decode()


def test_the_versions_are_listed_without_log_in(client: Client, world: World) -> None:
    html = client.get(reverse("agreements:list")).content.decode()
    assert f'href="{URL}"' in html
    assert _("In force") in html


def test_a_version_to_come_and_one_that_is_replaced_are_told_apart(client: Client, world: World) -> None:
    later_version(world, date(2026, 6, 1), "2")
    later_version(world, date(2999, 1, 1), "3")
    html = client.get("/avtal/").content.decode()
    states = [html.index(f">{word}</span>") for word in (_("To come"), _("In force"), _("Replaced"))]
    assert states == sorted(states)


def test_an_ended_version_is_said_to_have_ended(client: Client, world: World) -> None:
    later_version(world, date(2025, 1, 1), "0", date(2025, 12, 31))
    assert _("Ended") in client.get("/avtal/").content.decode()


def test_the_version_page_shows_parties_list_rules_values_and_doubts(client: Client, world: World) -> None:
    html = client.get(URL).content.decode()
    for said in ("Region Prov", "Drivringsrullstolar", "Vem som betalar", "11:30", "Riktlinjen för andningshjälpmedel", "2026-01-01"):
        assert said in html


def test_each_row_and_rule_can_be_linked_to(client: Client, world: World) -> None:
    html = client.get(URL).content.decode()
    for product in agreement.document().products:
        assert f'id="rad-{product.iso}"' in html
    for table in agreement.document().tables:
        for row in table.rows:
            assert f'id="regel-{row.id}"' in html


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("rullstol", ["122203"]),
        ("12", ["120606", "122203", "123603"]),
        ("12 22 03", ["122203"]),
        ("1222", ["122203"]),
        ("KATETRAR", ["092409"]),
        ("saknas", []),
    ],
)
def test_the_list_is_searched_by_code_and_name(client: Client, world: World, query: str, rows: list[str]) -> None:
    html = client.get(URL, {"q": query}).content.decode()
    assert [p.iso for p in agreement.document().products if f'id="rad-{p.iso}"' in html] == sorted(rows, key=html.find)


def test_the_list_is_searched_by_profession(client: Client, world: World) -> None:
    html = client.get(URL, {"q": _("physiotherapist")}).content.decode()
    assert 'id="rad-120606"' in html
    assert 'id="rad-092409"' not in html


def test_htmx_gets_only_the_list(client: Client, world: World) -> None:
    html = client.get(URL, {"q": "rullstol"}, headers={"HX-Request": "true", "HX-Target": "reading"}).content.decode()
    assert html.strip().startswith('<div id="reading"')
    assert "<html" not in html


@pytest.mark.parametrize("path", [f"/avtal/{agreement.ID}/9/", "/avtal/elsewhere/1/"])
def test_an_unknown_version_is_not_found(client: Client, world: World, path: str) -> None:
    assert client.get(path).status_code == 404
