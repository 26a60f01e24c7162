"""Words, parties, what is taken for granted, and worked cases are added, changed and removed in forms; nothing is lost on the way."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils.translation import gettext as _
from tests.support import drafts
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.agreements import store
from handtag.domain.agreement.drafting import Content, part_as_plain, plain_case, put
from handtag.domain.agreement.parts import parts_of
from handtag.domain.agreement.schema import Agreement
from handtag.domain.values.errors import Refused
from handtag.files.agreement_cases import cases_of
from handtag.files.agreements import agreement_folders, agreements_root, read_agreement
from handtag.web.drafting.parts import FORMS

CHECK = {"HX-Request": "true", "HX-Target": "check"}
WORD = {"word": "rullator", "iso_codes": "12 06 06, 122203"}
PARTY = {"code": "2584", "name": "Kiruna kommun", "kind": "municipality"}
ASSUMED = {"assumed": "purpose=personal", "clause": "c-list"}
FOLLOWS = {"assumed": "purpose=treatment", "clause": "c-home", "c0-column": "care_setting", "c0-kind": "one_of", "c0-values": "hospital"}
CASE = {
    "title": "Ett barn får rullstolen av regionen.", "source": "avsnitt c-age",
    "fact-iso_code": "12 22 03", "fact-age": "17", "expect-payer": "region",
}  # fmt: skip


@pytest.fixture
def siv(world: World) -> Client:
    return signed_in(world, "siv")


@pytest.fixture
def key(world: World) -> UUID:
    return drafts.started(world)


def path(key: UUID, rest: str = "") -> str:
    return f"/avtalsutkast/{key}/{rest}"


def content(key: UUID) -> Content:
    return store.content_of(drafts.row(key))


def added(client: Client, key: UUID, kind: str, typed: dict[str, Any]) -> None:
    answer = client.post(path(key, f"del/{kind}/ny/"), {"revision": drafts.row(key).revision, **typed})
    assert answer.status_code == 303, answer.context["form"].errors


def changed(client: Client, key: UUID, kind: str, name: str, typed: dict[str, Any]) -> int:
    address = path(key, f"del/{kind}/{name}/andra/")
    return client.post(address, {"revision": drafts.row(key).revision, **typed}).status_code


def removed(client: Client, key: UUID, kind: str, name: str) -> None:
    answer = client.post(path(key, f"del/{kind}/{name}/ta-bort/"), {"revision": drafts.row(key).revision})
    assert answer.status_code == 303


def parts(key: UUID, kind: str) -> list[dict[str, Any]]:
    document = content(key).document
    return [part_as_plain(document, kind, name) for one, name in parts_of(document) if one == kind]


def test_a_word_is_added_changed_and_removed(key: UUID, siv: Client) -> None:
    added(siv, key, "word", WORD)
    assert parts(key, "word")[-1] == {"word": "rullator", "iso_codes": ["120606", "122203"]}
    assert changed(siv, key, "word", "rullator", {"iso_codes": "120606", "product_area": "daily_living", "term": "walker"}) == 303
    assert parts(key, "word")[-1] == {"word": "rullator", "iso_codes": ["120606"], "product_area": "daily_living", "term": "walker"}
    assert "12 06 06" in siv.get(path(key, "del/word/")).content.decode()
    removed(siv, key, "word", "rullator")
    assert "rullator" not in {word["word"] for word in parts(key, "word")}


def test_a_party_is_added_changed_and_removed(key: UUID, siv: Client) -> None:
    added(siv, key, "party", PARTY)
    assert parts(key, "party")[-1] == PARTY
    assert changed(siv, key, "party", "2584", {**PARTY, "name": "Kiruna"}) == 303
    assert parts(key, "party")[-1]["name"] == "Kiruna"
    removed(siv, key, "party", "2584")
    assert "2584" not in {party["code"] for party in parts(key, "party")}


def test_several_assumptions_about_one_fact_are_told_apart(key: UUID, siv: Client) -> None:
    added(siv, key, "assumption", ASSUMED)
    added(siv, key, "assumption", FOLLOWS)
    first = {"fact": "purpose", "value": "personal", "clause": "c-list"}
    second = {"id": "purpose (2)", "fact": "purpose", "value": "treatment", "clause": "c-home", "when": {"care_setting": "hospital"}}
    assert parts(key, "assumption") == [first, second]
    assert changed(siv, key, "assumption", "purpose (2)", {**FOLLOWS, "assumed": "purpose=education"}) == 303
    assert parts(key, "assumption") == [first, second | {"value": "education"}]
    assert drafts.replayed(key).document.document_hash == content(key).document.document_hash
    removed(siv, key, "assumption", "purpose")
    assert [one["value"] for one in parts(key, "assumption")] == ["education"]


def test_an_assumption_cannot_take_the_name_of_another_fact(key: UUID) -> None:
    with pytest.raises(Refused):
        put(content(key), "assumption", {"id": "housing", "fact": "purpose", "value": "personal", "clause": "c-list"})


def test_a_worked_case_is_added_changed_and_removed(key: UUID, siv: Client) -> None:
    added(siv, key, "case", {**CASE, "expect-open": "false", "expect-trust_allowed": "no"})
    [case] = content(key).cases
    assert case.facts == {"iso_code": "122203", "age": 17}
    assert case.expect == {"payer": "region", "open": False, "trust_prescription": {"allowed": "no"}}
    assert changed(siv, key, "case", case.id, {**CASE, "fact-age": "16", "fact-palliative": "true"}) == 303
    [case] = content(key).cases
    assert case.facts == {"iso_code": "122203", "age": 16, "palliative": True}
    assert case.expect == {"payer": "region"}
    removed(siv, key, "case", case.id)
    assert content(key).cases == ()


@pytest.mark.parametrize(
    ("kind", "typed", "field", "told"),
    [
        ("word", {**WORD, "iso_codes": "120606, 12O6"}, "iso_codes", "12O6"),
        ("word", {"word": "rullator"}, "iso_codes", ""),
        ("word", {"word": "RULLSTOL", "iso_codes": "12"}, "word", "RULLSTOL"),
        ("party", {**PARTY, "code": "25"}, "code", ""),
        ("party", {**PARTY, "code": "2580"}, "code", "2580"),
        ("party", {**PARTY, "kind": "region"}, "code", ""),
        ("assumption", {"assumed": "housing=castle", "clause": "c-list"}, "assumed", ""),
        ("assumption", {**FOLLOWS, "c0-values": ""}, "__all__", ""),
        ("case", {**CASE, "fact-age": "200"}, "fact-age", "130"),
        ("case", {**CASE, "fact-iso_code": "12O6"}, "fact-iso_code", ""),
        ("case", {**CASE, "expect-payer": ""}, "expect-payer", ""),
        ("case", {**CASE, "fact-age": "17", "fact-birth_date": "1950-01-01", "fact-date": "2027-01-02"}, "fact-age", ""),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_saved(
    key: UUID, siv: Client, kind: str, typed: dict[str, Any], field: str, told: str
) -> None:
    added(siv, key, "word", {"word": "rullstol", "iso_codes": "1222"})
    answer = siv.post(path(key, f"del/{kind}/ny/"), {"revision": "1", **typed})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert told in str(answer.context["form"].errors)
    assert drafts.row(key).revision == 1


def test_a_case_that_would_not_hold_is_told_while_it_is_typed(key: UUID, siv: Client) -> None:
    wrong = {**CASE, "expect-payer": "municipality", "expect-missing": "housing", "expect-trust_allowed": "yes", "expect-open": "true"}
    told = siv.post(path(key, "del/case/ny/"), {"revision": "0", **wrong}, headers=CHECK).content.decode()
    assert told.lstrip().startswith('<section id="check"')
    assert _("The draft answers this case otherwise:") in told
    assert drafts.row(key).revision == 0
    fine = siv.post(path(key, "del/case/ny/"), {"revision": "0", **CASE}, headers=CHECK).content.decode()
    assert _("The draft answers this case otherwise:") not in fine


def test_every_part_is_checked_while_it_is_typed(key: UUID, siv: Client) -> None:
    checked = siv.post(path(key, "del/parameter/order_cut_off/andra/"), {"revision": "0", "lines": "x"}, headers=CHECK).content.decode()
    assert checked.lstrip().startswith('<section id="check"')
    assert _("Values, one line each") in checked
    same = siv.post(path(key, "del/party/2580/andra/"), {"name": "Luleå kommun", "kind": "municipality"}, headers=CHECK)
    assert _("Nothing is changed.") in same.content.decode()


@pytest.mark.parametrize(
    ("kind", "typed", "more", "field"),
    [("case", CASE, "palliative", "fact-palliative"), ("assumption", ASSUMED, "housing", "c0-values")],
)
def test_a_line_is_added_to_be_filled_in_without_javascript(
    key: UUID, siv: Client, kind: str, typed: dict[str, Any], more: str, field: str
) -> None:
    answer = siv.post(path(key, f"del/{kind}/ny/"), {"revision": "0", **typed, "more": "1", "new-column": more})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert f'name="{field}"' in html
    assert 'id="error-summary"' not in html


def test_every_new_kind_stands_on_the_drafts_page(key: UUID, siv: Client) -> None:
    html = siv.get(path(key)).content.decode()
    assert all(path(key, f"del/{kind}/") in html for kind in ("word", "party", "assumption", "case"))


def test_the_further_texts_of_a_rule_are_boxes_with_the_chosen_ones_first(key: UUID, siv: Client) -> None:
    rule = {"c0-column": "age", "c0-to": "19", "then-payer": "region", "clause": "c-age", "also": ["c-own"], "revision": "0"}
    assert siv.post(path(key, "regel/children/"), rule).status_code == 303
    html = siv.get(path(key, "regel/children/")).content.decode()
    assert html.count('name="also"') == len(content(key).document.clauses)
    assert '<input type="checkbox" name="also" value="c-own"' in html.split('class="long-choice"')[1][:200]


def sent_back(form: Any) -> QueryDict:
    """What a browser would send if nothing were touched."""
    data = QueryDict(mutable=True)
    for one in [form, *getattr(form, "conditions", [])]:
        for bound in one:
            value = bound.value()
            if value not in (None, "", [], False):
                data.setlist(bound.html_name, [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)])
    return data


def untouched(document: Agreement, kind: str, plain: dict[str, Any]) -> dict[str, Any]:
    form = FORMS[kind](document, plain, sent_back(FORMS[kind](document, plain)))
    assert form.is_valid(), (plain, form.errors)
    return form.plain(set())


@pytest.mark.parametrize("folder", agreement_folders(agreements_root()), ids=lambda folder: folder.name)
def test_every_part_of_every_agreement_comes_out_of_its_form_as_it_went_in(folder: Path) -> None:
    document = read_agreement(folder)
    for kind, name in parts_of(document):
        if kind in {"party", "assumption", "word", "clause", "parameter", "product"}:
            plain = part_as_plain(document, kind, name) | ({"id": name} if kind == "assumption" else {})
            came = untouched(document, kind, plain)
            if kind == "assumption":  # a condition with one value is written in two ways
                with pytest.raises(Refused, match="nothing_changed"):
                    put(Content(document), kind, came)
            else:
                assert came == plain
    cases = tuple(cases_of(folder))
    for case in cases:
        plain = plain_case(cases, case.id)
        came = untouched(document, "case", plain)
        assert came == plain
