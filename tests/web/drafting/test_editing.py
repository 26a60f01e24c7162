"""Rules and other parts are changed in forms; the whole agreement is checked as one types; nothing typed is lost in a conflict."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils.translation import gettext as _
from tests.support import agreement, drafts
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.agreements import store
from handtag.apps.agreements.queries import doubts_of_version
from handtag.domain.agreement.drafting import part_as_plain
from handtag.domain.agreement.schema import Agreement
from handtag.usecases.agreements.approve_draft import ApproveDraft, approve_draft
from handtag.usecases.agreements.put_in_draft import PutInDraft, put_in_draft
from handtag.usecases.agreements.submit_draft import SubmitDraft, submit_draft

CHILDREN = {"c0-column": "age", "c0-to": "19", "then-payer": "region", "clause": "c-age", "revision": "0"}
CHECK = {"HX-Request": "true", "HX-Target": "check"}


@pytest.fixture
def siv(world: World) -> Client:
    return signed_in(world, "siv")


@pytest.fixture
def key(world: World) -> UUID:
    return drafts.started(world)


def path(key: UUID, rest: str = "") -> str:
    return f"/avtalsutkast/{key}/{rest}"


def document(key: UUID) -> Agreement:
    return store.content_of(drafts.row(key)).document


def part(key: UUID, kind: str, name: str) -> dict[str, Any]:
    return part_as_plain(document(key), kind, name)


def fields_of(client: Client, address: str) -> dict[str, Any]:
    """What a browser would send back if nothing were touched."""
    form = client.get(address).context["form"]
    data: dict[str, Any] = {"revision": client.get(address).context["revision"]}
    for one in [form, *getattr(form, "conditions", [])]:
        for bound in one:
            value = bound.value()
            if value not in (None, "", [], False) and bound.name != "command_id":
                data[bound.html_name] = value.isoformat() if hasattr(value, "isoformat") else value
    return data


@pytest.mark.parametrize("rule", [row.id for table in agreement.document().tables for row in table.rows])
def test_a_rule_that_is_opened_and_saved_untouched_says_that_nothing_changed(key: UUID, siv: Client, rule: str) -> None:
    address = path(key, f"regel/{rule}/")
    answer = siv.post(address, fields_of(siv, address))
    assert answer.status_code == 422
    assert _("Nothing was changed, so nothing was saved.") in answer.content.decode()


@pytest.mark.parametrize(
    "rest",
    ["del/clause/c-age/andra/", "del/parameter/order_cut_off/andra/", "del/product/p-120606/andra/", "del/agreement/"],
)
def test_a_part_that_is_opened_and_saved_untouched_says_that_nothing_changed(key: UUID, siv: Client, rest: str) -> None:
    answer = siv.post(path(key, rest), fields_of(siv, path(key, rest)))
    assert answer.status_code == 422
    assert _("Nothing was changed, so nothing was saved.") in answer.content.decode()


def test_a_rule_is_changed(key: UUID, siv: Client) -> None:
    assert siv.post(path(key, "regel/children/"), CHILDREN).status_code == 303
    assert part(key, "row", "children")["when"] == {"age": {"to": 19}}


def test_every_kind_of_condition_can_be_typed(key: UUID, siv: Client) -> None:
    typed = {
        **CHILDREN,
        "c0-below": "20", "c0-to": "", "c0-from": "2",
        "c1-column": "housing", "c1-kind": "none_of", "c1-values": ["ordinary"],
        "c2-column": "iso_code", "c2-kind": "one_of", "c2-typed": "12, 1803",
        "c3-column": "prescriber_profession", "c3-kind": "listed", "c3-attributes": ["may"],
        "c4-column": "row.payer", "c4-kind": "one_of", "c4-values": ["table"],
        "c5-column": "palliative", "c5-kind": "one_of", "c5-values": ["true"],
        "c6-column": "municipality", "c6-kind": "one_of", "c6-values": ["2580", "2581"],
    }  # fmt: skip
    assert siv.post(path(key, "regel/children/"), typed).status_code == 303
    assert part(key, "row", "children")["when"] == {
        "age": {"from": 2, "below": 20},
        "housing": {"not": ["ordinary"]},
        "iso_code": ["12", "1803"],
        "prescriber_profession": {"listed": ["may"]},
        "row.payer": "table",
        "palliative": "true",
        "municipality": ["2580", "2581"],
    }


def test_a_condition_is_added_to_be_filled_in_and_nothing_is_saved_yet(key: UUID, siv: Client) -> None:
    answer = siv.post(path(key, "regel/children/"), {**CHILDREN, "clause": "", "more": "1", "new-column": "housing"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="c1-values"' in html
    assert 'value="19"' in html
    assert 'id="error-summary"' not in html
    assert drafts.row(key).revision == 0


def test_a_condition_is_removed(key: UUID, siv: Client) -> None:
    siv.post(path(key, "regel/children/"), {**CHILDREN, "c0-remove": "on"})
    assert "when" not in part(key, "row", "children")


@pytest.mark.parametrize("typed", [{"c0-to": ""}, {"clause": ""}, {"clause": "nowhere"}, {"then-payer": "nobody"}])
def test_what_is_missing_is_said_and_what_was_typed_stays(key: UUID, siv: Client, typed: dict[str, str]) -> None:
    answer = siv.post(path(key, "regel/children/"), {**CHILDREN, "reading": "Min läsning", **typed})
    assert answer.status_code == 422
    assert "Min läsning" in answer.content.decode()
    assert drafts.row(key).revision == 0


def test_the_whole_agreement_is_checked_as_one_types_and_nothing_is_saved(key: UUID, siv: Client) -> None:
    wrong = {**CHILDREN, "then-payer": "undetermined"}
    html = siv.post(path(key, "regel/children/"), wrong, headers=CHECK).content.decode()
    assert html.strip().startswith('<section id="check"')
    said = _("A rule about what the text leaves open has an undecided answer and says why; no other rule does.")
    assert said in html
    assert drafts.row(key).revision == 0
    html = siv.post(path(key, "regel/children/"), CHILDREN, headers=CHECK).content.decode()
    assert said not in html


def test_the_check_tells_of_rules_that_would_never_decide_and_of_cases_that_would_not_hold(world: World, key: UUID, siv: Client) -> None:
    case = {"id": "c1", "title": "Vuxen på mottagning", "facts": {"iso_code": "122203", "age": 40, "care_setting": "health_centre",
            "housing": "ordinary"}, "expect": {"payer": "region"}, "source": "s"}  # fmt: skip
    world.run(put_in_draft, PutInDraft(key, 0, "case", case), "siv")
    everyone = {"then-payer": "municipality", "clause": "c-age", "revision": "1"}
    html = siv.post(path(key, "regel/children/"), everyone, headers=CHECK).content.decode()
    assert _("Never decides: rules before it always do, or its conditions cannot hold together.") in html
    assert "Vuxen på mottagning" in html


def test_the_check_works_by_button_too(key: UUID, siv: Client) -> None:
    answer = siv.post(path(key, "regel/children/"), {**CHILDREN, "then-payer": "undetermined", "check": "1"})
    assert answer.status_code == 200
    assert _("A rule about what the text leaves open has an undecided answer and says why; no other rule does.") in answer.content.decode()
    assert drafts.row(key).revision == 0


def test_a_new_rule_gets_a_name_and_the_place_that_was_chosen(key: UUID, siv: Client) -> None:
    typed = {"c0-column": "palliative", "c0-kind": "one_of", "c0-values": ["true"], "then-payer": "municipality", "clause": "c-home"}
    assert siv.post(path(key, "tabell/payer/ny/"), {**typed, "before": "children", "revision": "0"}).status_code == 303
    rows = [row.id for table in document(key).tables if table.id == "payer" for row in table.rows]
    assert rows.index("payer-7") + 1 == rows.index("children")


def test_a_rule_is_moved_up_and_down(key: UUID, siv: Client) -> None:
    def order() -> list[str]:
        return [row.id for table in document(key).tables if table.id == "payer" for row in table.rows]

    before = order()
    siv.post(path(key, "regel/children/flytta/"), {"revision": 0, "before": "breathing-is-open"})
    assert order()[1:3] == ["children", "breathing-is-open"]
    siv.post(path(key, "regel/children/flytta/"), {"revision": 1, "before": "special-housing"})
    assert order() == before
    assert siv.post(path(key, "regel/children/flytta/"), {}).status_code == 422


def test_a_rule_is_removed_after_a_question(key: UUID, siv: Client) -> None:
    address = path(key, "del/row/home-visit/ta-bort/")
    assert "home-visit" in siv.get(address).content.decode()
    assert siv.post(address, {"revision": 0}).headers["Location"] == path(key, "tabell/payer/")
    assert "home-visit" not in {row.id for table in document(key).tables for row in table.rows}
    assert siv.get(address).status_code == 404


def test_someone_elses_change_meanwhile_is_shown_and_nothing_typed_is_lost(world: World, key: UUID, siv: Client) -> None:
    world.run(put_in_draft, PutInDraft(key, 0, "row", {**drafts.CHILDREN_TO_19, "when": {"age": {"to": 20}}}), "sten")
    answer = siv.post(path(key, "regel/children/"), CHILDREN)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Sten" in html
    assert 'value="19"' in html
    assert _("So it says now") in html
    assert part(key, "row", "children")["when"] == {"age": {"to": 20}}
    assert 'name="revision" value="1"' in html
    assert siv.post(path(key, "regel/children/"), {**CHILDREN, "revision": "1"}).status_code == 303
    assert part(key, "row", "children")["when"] == {"age": {"to": 19}}


def test_a_text_a_value_a_wording_and_a_row_of_the_list_are_added(key: UUID, siv: Client) -> None:
    clause = {"quote": "Regionen betalar upp till 20 år.", "section": "Beslut § 4", "document": "Tillägg 2027", "revision": 0}
    assert siv.post(path(key, "del/clause/ny/"), clause).status_code == 303
    assert part(key, "clause", "beslut-4")["quote"] == clause["quote"]
    value = {
        "title": "Vuxen från",
        "unit": "år",
        "status": "agreed",
        "lines": "2026-01-01 18\n2027-01-01 20",
        "clause": "beslut-4",
        "revision": 1,
    }
    assert siv.post(path(key, "del/parameter/ny/"), value).status_code == 303
    assert [dated["value"] for dated in part(key, "parameter", "vuxen-fran")["values"]] == [18, 20]
    row = {"iso": "120603", "name": "Kryckkäppar", "clause": "c-list", "says-may": "nurse, physician", "revision": 2}
    assert siv.post(path(key, "del/product/ny/"), row).status_code == 303
    assert part(key, "product", "120603")["attributes"] == {"may": ["nurse", "physician"]}
    assert siv.post(path(key, "del/wording/ny/"), {"text": "Att tänka på", "revision": 3}).status_code == 303
    assert document(key).wordings == {"att-tanka-pa": "Att tänka på"}


@pytest.mark.parametrize(("lines", "said"), [("i morgon 18", "i morgon 18"), ("2027-01-01", "2027-01-01")])
def test_a_value_without_a_day_or_a_day_without_a_value_is_told(key: UUID, siv: Client, lines: str, said: str) -> None:
    answer = siv.post(path(key, "del/parameter/order_cut_off/andra/"), {"title": "T", "unit": "u", "status": "agreed", "lines": lines,
                      "clause": "c-age", "revision": 0})  # fmt: skip
    assert answer.status_code == 422
    assert f"“{said}”" in answer.content.decode() or f"”{said}”" in answer.content.decode()


def test_the_name_and_the_first_day_are_changed(key: UUID, siv: Client) -> None:
    head = {"title": "Ny överenskommelse", "version": "2b", "valid_from": "2027-03-01", "valid_to": "", "description": "", "revision": 0}
    assert siv.post(path(key, "del/agreement/"), head).status_code == 303
    assert (document(key).title, document(key).version, document(key).valid_from.isoformat()) == ("Ny överenskommelse", "2b", "2027-03-01")


def test_the_doubts_are_written_and_published_with_the_version(world: World, key: UUID, siv: Client) -> None:
    assert siv.post(path(key, "del/doubts/"), {"text": "# Tvivel\r\n\r\n1. Ett.", "revision": 0}).status_code == 303
    assert drafts.row(key).doubts == "# Tvivel\n\n1. Ett."
    assert "1. Ett." in siv.get(path(key, "del/doubts/")).content.decode()
    world.run(put_in_draft, PutInDraft(key, 1, "row", drafts.CHILDREN_TO_19), "siv")
    world.run(submit_draft, SubmitDraft(key, 2), "siv")
    made = world.run(approve_draft, ApproveDraft(key, 3), "sten")
    assert doubts_of_version(made) == "# Tvivel\n\n1. Ett."


def test_parts_are_searched(key: UUID, siv: Client) -> None:
    html = siv.get(path(key, "del/clause/"), {"q": "under 18"}).content.decode()
    assert "<code>c-age</code>" in html
    assert "<code>c-home</code>" not in html


@pytest.mark.parametrize(
    "rest", ["tabell/nowhere/", "regel/nowhere/", "del/spell/", "del/clause/nowhere/andra/", "tabell/nowhere/ny/", "del/spell/ny/"]
)
def test_what_is_not_there_is_not_found(key: UUID, siv: Client, rest: str) -> None:
    assert siv.get(path(key, rest)).status_code == 404


def test_a_draft_that_waits_offers_no_editing(world: World, siv: Client) -> None:
    key = drafts.submitted(world)
    assert "/flytta/" not in siv.get(path(key, "tabell/payer/")).content.decode()
    assert "/andra/" not in siv.get(path(key, "del/clause/")).content.decode()
    answer = siv.post(path(key, "regel/children/"), {**CHILDREN, "revision": "2", "c0-to": "15"})
    assert answer.status_code == 422
