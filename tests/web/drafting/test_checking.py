"""What the checks say is told in sentences, every kind of finding of it."""

from dataclasses import replace
from datetime import date

import pytest
from tests.support.agreement import document

from handtag.domain.agreement.check import check
from handtag.domain.agreement.schema import Agreement, Area, Assumption, Cell, DatedValue, Parameter, Product, Row, Table
from handtag.web.drafting.check_words import said_in_words


def with_row(**changes: object) -> Agreement:
    """The rule about children, changed."""
    plain = document()
    tables = tuple(
        replace(table, rows=tuple(replace(row, **changes) if row.id == "children" else row for row in table.rows))  # type: ignore[arg-type]
        for table in plain.tables
    )
    return replace(plain, tables=tables)


def with_parameter(*values: DatedValue) -> Agreement:
    return replace(document(), parameters=(Parameter(id="adult", title="t", unit="u", values=values, clause="c-age"),))


def contradiction() -> Agreement:
    rows = (
        Row(id="one", when={"age": Cell("range", low=0)}, then={"follow_up": "region"}, clause="c-age"),
        Row(id="two", when={"age": Cell("range", low=5)}, then={"follow_up": "municipality"}, clause="c-home"),
    )
    return replace(document(), tables=(*document().tables, Table(id="both", title="t", rows=rows)))


AGE = {"age": Cell("range", below="adult")}
BROKEN = {
    "clause": with_row(clause="gone"),
    "value": with_row(then={"payer": "nobody"}),
    "field": with_row(then={"colour": "red"}),
    "nothing": with_row(then={}),
    "condition": with_row(condition="x"),
    "open": with_row(open_because="Oklart"),
    "column": with_row(when={"colour": Cell("one_of", ("red",))}),
    "cell": with_row(when={"housing": Cell("one_of", ("castle",))}),
    "range": with_row(when={"age": Cell("one_of", ("7",))}),
    "parameter": with_row(when=AGE),
    "everyone": with_row(when={}),
    "note": with_row(notes=("unworded",)),
    "code": replace(document(), products=(*document().products, Product(id="x", iso="123", name="x", clause="c-list"))),
    "area": replace(document(), areas=(Area(iso="12", product_area="moon"),)),
    "area without ground": replace(document(), areas=(Area(iso="12", product_area="daily_living"),)),
    "days": replace(document(), valid_to=date(2025, 1, 1)),
    "values": with_parameter(),
    "twice": replace(document(), products=(*document().products, document().products[0])),
    "assumption": replace(document(), assumptions=(Assumption(fact="purpose", value="x", clause="c-age"),)),
    "itself": replace(
        document(),
        assumptions=(Assumption(fact="purpose", value="personal", clause="c-age", when={"purpose": Cell("one_of", ("personal",))}),),
    ),
    "contradiction": contradiction(),
    "unknown code": replace(document(), products=(*document().products, Product(id="x", iso="999999", name="x", clause="c-list"))),
}


@pytest.mark.parametrize("name", BROKEN)
def test_every_finding_is_told_in_a_sentence(name: str) -> None:
    found = check(BROKEN[name], frozenset({"12", "1222", "122203"}))
    assert found
    untold = [problem.message for problem in found if said_in_words(problem.message) == problem.message]
    assert untold == []


def test_a_finding_that_nobody_knows_is_shown_as_it_is() -> None:
    assert said_in_words("something new") == "something new"
