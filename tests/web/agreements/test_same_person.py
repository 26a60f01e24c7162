"""The same question to every agreement: open to all, asks what some agreement needs, marks who differs, and can be shared as a link."""

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils.translation import gettext as _
from tests.support import agreement
from tests.support.world import World

from handtag.domain.agreement.schema import Row
from handtag.usecases.agreements.publish_version import PublishVersion, publish_version
from handtag.usecases.base import execute

URL = "/samma-person/"
OTHER = "other-county"


@pytest.fixture(autouse=True)
def two_counties(world: World) -> World:
    """Beside the world's own agreement one of a county where the municipality pays for everything."""
    own = agreement.document()
    [payer] = [table for table in own.tables if table.id == "payer"]
    always = Row(id="payer-always", then={"payer": "municipality"}, clause=own.clauses[0].id)
    tables = tuple(replace(table, hit="first", rows=(always,)) if table is payer else table for table in own.tables)
    other = replace(own, id=OTHER, title="Grannlänets överenskommelse", tables=tables)
    execute(
        publish_version,
        PublishVersion(other.canonical_json()),
        viewer=world.viewer("ivan"),
        now=datetime(2026, 1, 2, tzinfo=UTC),
        door="cli",
    )
    return world


def ask(client: Client, **facts: str) -> str:
    return client.get(URL, facts).content.decode()


def test_the_page_is_open_without_log_in(client: Client) -> None:
    answer = client.get(URL)
    assert answer.status_code == 200
    assert answer.content.decode().count("<table") == 0


def test_every_agreement_answers_and_the_one_that_differs_is_marked(client: Client) -> None:
    html = ask(client, product="122203", age="12")
    assert "Grannlänets överenskommelse" in html
    assert html.count(_("Differs") + "</span>") == 1


def test_nothing_is_marked_where_all_answer_alike(client: Client) -> None:
    html = ask(client, product="122203", age="40", housing="ordinary", care_setting="home_visit")
    assert html.count(_("Differs") + "</span>") == 0


def test_what_some_agreement_needs_is_asked_and_what_none_needs_is_not(client: Client) -> None:
    html = ask(client, product="122203")
    assert 'name="age"' in html
    assert 'name="municipality"' not in html
    assert _("Depends on more") in html


def test_each_answer_leads_to_the_same_question_in_that_county(client: Client) -> None:
    assert f"/vem-betalar/?agreement={OTHER}&amp;product=122203&amp;age=12" in ask(client, product="122203", age="12")


def test_an_unknown_word_is_answered_with_the_nearest(client: Client) -> None:
    known = agreement.document().products[0].name
    answer = client.get(URL, {"product": known[:-1] + "x"})
    assert answer.status_code == 422
    assert f"?product={quote(known)}" in answer.content.decode()


def test_the_comparison_can_be_shared(client: Client) -> None:
    assert "http://testserver/samma-person/?product=122203&amp;age=12" in ask(client, product="122203", age="12")
