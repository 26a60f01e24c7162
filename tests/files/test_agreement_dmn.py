"""Every agreement as DMN 1.3 keeps the standard's schema; its rules stand in the order they are asked, conditions in FEEL."""

from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree
from tests.support.agreement import document as small_agreement

from handtag.domain.agreement.load import agreement_from_dict
from handtag.files.agreement_dmn import MODEL, dmn, write_dmn
from handtag.files.agreements import agreement_folders, agreements_root, read_agreement

NAMES = {"d": MODEL}


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """The schema of the OMG as a DMN engine from PyPI carries it."""
    return etree.XMLSchema(etree.parse(str(files("SpiffWorkflow").joinpath("dmn/parser/schema/DMN13.xsd"))))


@pytest.mark.law("RA-FS export")
@pytest.mark.parametrize("folder", agreement_folders(agreements_root()), ids=lambda folder: folder.name)
def test_an_agreement_as_dmn_keeps_the_schema(folder: Path, schema: etree.XMLSchema) -> None:
    made = etree.fromstring(dmn(read_agreement(folder)))
    assert schema.validate(made), schema.error_log
    ids = made.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href.removeprefix("#") for href in made.xpath("//@href")} <= set(ids)


def document(**parts: object) -> etree._Element:
    plain = {
        "id": "small",
        "title": "Small",
        "version": "1",
        "valid_from": "2026-01-01",
        "clauses": [{"id": "c1", "document": "d", "section": "s", "quote": 'says "so"'}],
        "products": [{"id": "row-1206", "iso": "1206", "name": "n", "attributes": {"who": ["a", "b"]}, "clause": "c1"}],
        **parts,
    }
    return etree.fromstring(dmn(agreement_from_dict(plain)))


@pytest.mark.parametrize(
    ("when", "expression", "test"),
    [
        ({"age": {"from": 18, "to": 64}}, "age", "[18..64]"),
        ({"age": {"below": 18}}, "age", "< 18"),
        ({"age": {"from": 18, "below": 65}}, "age", "[18..65)"),
        ({"age": {"from": 18}}, "age", ">= 18"),
        ({"age": {"to": 17}}, "age", "<= 17"),
        ({"housing": ["ordinary", "lss_housing"]}, "housing", '"ordinary", "lss_housing"'),
        ({"housing": {"not": ["ordinary"]}}, "housing", 'not("ordinary")'),
        ({"palliative": True}, "palliative", "true"),
        ({"iso_code": {"prefix": ["06", "12"]}}, "iso_code", 'starts with(?, "06") or starts with(?, "12")'),
        ({"row.who": "a"}, "row.who", 'list contains(?, "a")'),
        ({"prescriber_profession": {"listed": ["who"]}}, "prescriber_profession", "list contains(row.who, ?)"),
        ({"product_area": "vision"}, "area", '"vision"'),
    ],
)
def test_a_condition_is_written_in_feel(when: dict[str, object], expression: str, test: str) -> None:
    rows = [{"id": "r1", "when": when, "then": {"payer": "region"}, "clause": "c1"}]
    made = document(tables=[{"id": "payer", "title": "t", "hit": "first", "rows": rows}])
    assert made.xpath("//d:decision[@name='payer']//d:input/d:inputExpression/d:text/text()", namespaces=NAMES) == [expression]
    assert made.xpath("//d:decision[@name='payer']//d:inputEntry/d:text/text()", namespaces=NAMES) == [test]
    assert made.xpath("//d:decision[@name='payer']//d:outputEntry/d:text/text()", namespaces=NAMES) == ['"region"']


def test_rules_of_several_tables_stand_in_the_order_they_are_asked() -> None:
    tables = [
        {"id": f"t{number}", "title": "t", "hit": "first", "rows": [{"id": f"r{number}", "then": {"payer": "region"}, "clause": "c1"}]}
        for number in (1, 2)
    ]
    assert document(tables=tables).xpath("//d:decision[@name='payer']//d:rule/@id", namespaces=NAMES) == ["r_payer_r1", "r_payer_r2"]


def test_an_assumption_stands_in_for_what_is_not_said() -> None:
    rows = [{"id": "r1", "when": {"purpose": "personal"}, "then": {"payer": "region"}, "clause": "c1"}]
    made = document(
        assumptions=[{"fact": "purpose", "value": "personal", "clause": "c1"}],
        tables=[{"id": "payer", "title": "t", "hit": "first", "rows": rows}],
    )
    assert made.xpath("//d:inputExpression/d:text/text()", namespaces=NAMES)[0] == 'if purpose = null then "personal" else purpose'


def test_what_follows_from_the_question_is_asked_before_what_is_always_assumed() -> None:
    rows = [{"id": "r1", "when": {"care_responsible": "region"}, "then": {"payer": "region"}, "clause": "c1"}]
    made = document(
        assumptions=[
            {"fact": "care_responsible", "value": "region", "clause": "c1"},
            {"fact": "care_responsible", "value": "municipality", "clause": "c1", "when": {"home_health_care_enrolled": True}},
        ],
        tables=[{"id": "payer", "title": "t", "hit": "first", "rows": rows}],
    )
    [told] = made.xpath("//d:decision[@name='payer']//d:inputExpression/d:text/text()", namespaces=NAMES)
    follows = 'if care_responsible = null and list contains([true], home_health_care_enrolled) then "municipality"'
    assert told == f'{follows} else if care_responsible = null then "region" else care_responsible'
    assert "#i_home_health_care_enrolled" in made.xpath("//d:decision[@name='payer']//@href", namespaces=NAMES)


def test_a_dated_value_is_asked_by_the_day() -> None:
    rows = [{"id": "r1", "when": {"age": {"from": "adult_age"}}, "then": {"payer": "region"}, "clause": "c1"}]
    values = [{"since": "2026-01-01", "value": 18}, {"since": "2027-07-01", "value": 20}]
    made = document(
        parameters=[{"id": "adult_age", "title": "t", "unit": "år", "values": values, "clause": "c1"}],
        tables=[{"id": "payer", "title": "t", "hit": "first", "rows": rows}],
    )
    [told] = made.xpath("//d:decision[@name='adult_age']/d:literalExpression/d:text/text()", namespaces=NAMES)
    assert told == 'if date != null and date < date("2027-07-01") then 18 else 20'


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    agreement = small_agreement()
    write_dmn(agreement, tmp_path / "a.dmn")
    assert (tmp_path / "a.dmn").read_bytes() == dmn(agreement)
    with pytest.raises(OSError, match="No such file"):
        write_dmn(agreement, tmp_path / "no" / "a.dmn")
    assert [path.name for path in tmp_path.iterdir()] == ["a.dmn"]


def test_a_code_without_an_area_has_none_though_its_group_has() -> None:
    rows = [{"id": "r1", "when": {"product_area": "vision"}, "then": {"payer": "region"}, "clause": "c1"}]
    made = document(
        areas=[{"iso": "22", "product_area": "vision", "source": "s"}, {"iso": "2212", "clause": "c1"}],
        tables=[{"id": "payer", "title": "t", "hit": "first", "rows": rows}],
    )
    told = made.xpath("//d:decision[@name='area']//d:outputEntry/d:text/text()", namespaces=NAMES)
    assert told == ["product_area", "null", '"vision"', "null"]
