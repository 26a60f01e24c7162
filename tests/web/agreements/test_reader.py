"""An agreement is read with each rule beside the words it rests on, is searched, and its versions are compared."""

import re
from dataclasses import replace
from datetime import date

from django.test import Client
from django.utils.translation import gettext as _
from tests.support import agreement
from tests.support.world import NOW, World

from handtag.apps.agreements import store
from handtag.domain.agreement.cases import Case
from handtag.domain.agreement.schema import Cell, Word

URL = f"/avtal/{agreement.ID}/1/"
COMPARE = "/avtal/jamfor/"
CHILD = {"iso_code": "122203", "age": 18, "housing": "ordinary", "care_setting": "home_visit"}


def rules(html: str) -> list[str]:
    return re.findall(r'id="regel-([\w-]+)"', html)


def later(cases: tuple[Case, ...] = ()) -> None:
    """A second version: children up to 19, no open row, another first day."""
    document = agreement.document()
    payer = next(table for table in document.tables if table.id == "payer")
    kept = tuple(row for row in payer.rows if row.id != "breathing-is-open")
    rows = tuple(replace(row, when={"age": Cell("range", high=19)}) if row.id == "children" else row for row in kept)
    tables = tuple(replace(table, rows=rows) if table.id == "payer" else table for table in document.tables)
    store.add_version(replace(document, version="2", valid_from=date(2027, 1, 1), tables=tables), cases, NOW)


def test_every_rule_stands_beside_the_words_it_rests_on(client: Client, world: World) -> None:
    html = client.get(URL).content.decode()
    children = html.split('id="regel-children"')[1].split("</li>")[0]
    assert "Regionen betalar för barn och ungdom under 18 år." in children
    assert "c-age" in children


def test_an_open_question_is_told_with_the_rule_it_leads_to(client: Client, world: World) -> None:
    html = client.get(URL).content.decode().split('id="tveksamt"')[1]
    assert "Riktlinjen för andningshjälpmedel är inte beslutad" in html
    assert 'href="#regel-breathing-is-open"' in html


def test_rules_are_found_by_the_id_and_the_words_of_a_clause_and_keep_their_numbers(client: Client, world: World) -> None:
    assert rules(client.get(URL, {"q": "c-age"}).content.decode()) == ["children"]
    html = client.get(URL, {"q": "UNDER 18 år"}).content.decode()
    assert rules(html) == ["children"]
    assert 'id="regel-children" value="3"' in html


def test_a_product_word_finds_the_rows_of_its_codes(client: Client, world: World) -> None:
    document = replace(agreement.document(), version="3", words=(Word(word="käpp med hjul", iso_codes=("120606",)),))
    store.add_version(document, (), NOW)
    html = client.get(f"/avtal/{agreement.ID}/3/", {"q": "käpp"}).content.decode()
    assert 'id="rad-120606"' in html
    assert 'id="rad-122203"' not in html
    assert 'href="?q=120606"' in html


def test_a_search_without_a_hit_says_so(client: Client, world: World) -> None:
    html = client.get(URL, {"q": "saknas"}).content.decode()
    assert _("Nothing in the agreement has all these words.") in html
    assert rules(html) == []


def test_an_agreement_shows_its_versions_and_what_each_changed(client: Client, world: World) -> None:
    later()
    html = client.get(f"/avtal/{agreement.ID}/").content.decode()
    assert f"{COMPARE}?fran={agreement.ID}/1&amp;till={agreement.ID}/2" in html
    assert html.index(f'href="/avtal/{agreement.ID}/2/"') < html.index(f'href="{URL}"')
    assert client.get("/avtal/elsewhere/").status_code == 404


def test_two_versions_are_compared_rule_by_rule_and_by_worked_cases(client: Client, world: World) -> None:
    later((Case(id="c18", title="Den som är 18 år", facts=CHILD, expect={"payer": "region"}, source="avsnitt 1"),))
    html = client.get(COMPARE, {"fran": f"{agreement.ID}/1", "till": f"{agreement.ID}/2"}).content.decode()
    cases, parts = html.split('id="skillnader"')
    assert "Den som är 18 år" in cases
    assert re.search(rf"<del>.*{_('The municipality pays')}</del>.*<ins>.*{_('The region pays')}</ins>", cases, re.S)
    assert "<code>children</code>" in parts
    assert "<code>breathing-is-open</code>" in parts
    assert "<code>clinic</code>" not in parts


def test_a_version_compared_with_itself_says_the_same(client: Client, world: World) -> None:
    html = client.get(COMPARE, {"fran": f"{agreement.ID}/1", "till": f"{agreement.ID}/1"}).content.decode()
    assert _("The two versions say the same.") in html


def test_a_version_that_is_not_there_cannot_be_compared(client: Client, world: World) -> None:
    answer = client.get(COMPARE, {"fran": f"{agreement.ID}/1", "till": "elsewhere/1"})
    assert answer.status_code == 422
    assert client.get(COMPARE).status_code == 200


DOUBTS = """# Provlänets tvivel

Två läsare har läst.

## Åldern
1. **Under 18.** Vald: `children` till och med 17.
   Annars: 18.
2. <script>alert(1)</script>
"""


def test_the_doubts_are_read_and_searched_and_carry_no_code(client: Client, world: World) -> None:
    store.add_version(replace(agreement.document(), version="4"), (), NOW, DOUBTS)
    url = f"/avtal/{agreement.ID}/4/"
    html = client.get(url).content.decode().split('id="tvivel"')[1]
    assert "1. <strong>Under 18.</strong> Vald: <code>children</code> till och med 17. Annars: 18." in html
    assert "<script>alert" not in html
    assert "Provlänets tvivel" not in html
    found = client.get(url, {"q": "annars: 18"}).content.decode()
    assert "Under 18." in found.split('id="tvivel"')[1]
    assert "Två läsare" not in found
