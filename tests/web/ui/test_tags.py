"""The template tags: what they write, what they refuse."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from handtag.web.ui.parts import Bar, Event, Explanation, Step, Tab, TraceRow
from handtag.web.ui.tables import Column, Columns

COLUMNS = Columns(
    Column("number", "Number", sort=True, primary=True), Column("price", "Price", kind="number", sort=True), Column("note", "Note")
)
TABLE = (
    "{% table columns 'Orders' sort=sort totals=totals id='orders' live=live %}{% for row in rows %}<tr>"
    "{% cell columns.number %}{{ row }}{% endcell %}{% cell columns.price %}1{% endcell %}{% cell columns.note %}{% endcell %}"
    "</tr>{% endfor %}{% endtable %}"
)


def draw(source: str, *, address: str = "/", **given: Any) -> str:
    request = RequestFactory().get(address)
    return Template(source).render(Context({"request": request, "csrf_token": "token-of-the-session", **given}))


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("{% money 123450 %}", "1\u00a0234,50\u00a0kr"),
        ("{% money -50 %}", "−0,50\u00a0kr"),
        ("{% money nothing %}", "–"),
        ("{% date day %}", '<time datetime="2026-11-21">2026-11-21</time>'),
        ("{% date nothing %}", "–"),
        ("{% date late %}", "2026-11-22"),
        ("{% moment late %}", "2026-11-22 00:30"),
        ("{% number 12345 %}", "12\u00a0345"),
        ("{% personnummer '201001122389' %}", "20100112-2389"),
        ("{% personnummer '201001122389' masked=True %}", "20100112-••••"),
        ("{% personnummer 'R-4711' masked=True %}", '<span class="pnr">••••</span>'),
        ("{% tag 'New' 'info' %}", 'data-color="info">New<'),
    ],
)
def test_values_are_written_as_people_read_them(source: str, written: str) -> None:
    given = {"day": date(2026, 11, 21), "late": datetime(2026, 11, 21, 23, 30, tzinfo=UTC), "nothing": None}
    assert written in draw(source, **given)


def test_a_masked_number_does_not_hold_its_last_digits_anywhere() -> None:
    assert "2389" not in draw("{% personnummer '201001122389' masked=True %}")


@pytest.mark.parametrize(
    "source",
    [
        "{% button 'Save' colour='red' %}",
        "{% stat 'Late' 3 size='big' %}",
        "{% icon 'home' size=3 %}",
        "{% tabs items 'Views' vertical=True %}",
        "{% cell columns.note width=3 %}{% endcell %}",
        "{% card 'Title' colour='red' %}{% endcard %}",
    ],
)
def test_an_unknown_argument_is_refused(source: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="unexpected keyword argument"):
        draw(source, items=[], columns=COLUMNS)


@pytest.mark.parametrize(
    "source",
    [
        "{% button 'Save' kind='huge' %}",
        "{% button 'Save' type='sumbit' %}",
        "{% link_button 'Go' '/' kind='huge' %}",
        "{% tag 'New' 'pink' %}",
        "{% notice kind='error' %}x{% endnotice %}",
        "{% stat 'Late' 3 colour='pink' %}",
    ],
)
def test_a_value_outside_its_list_is_refused(source: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="must be one of"):
        draw(source)


@pytest.mark.parametrize(
    "source",
    [
        "{% button evil %}",
        "{% link_button evil '/' %}",
        "{% tag evil %}",
        "{% card evil %}{{ evil }}{% endcard %}",
        "{% notice title=evil %}{{ evil }}{% endnotice %}",
        "{% stat evil evil note=evil %}",
        "{% empty_state evil evil %}",
        "{% facts %}{% fact evil %}{{ evil }}{% endfact %}{% endfacts %}",
        "{% personnummer evil %}",
        "{% search_box value=evil label=evil %}",
        "{% table columns evil %}<tr>{% cell columns.note %}{{ evil }}{% endcell %}</tr>{% endtable %}",
        "{% more evil %}{{ evil }}{% endmore %}",
        "{% icon 'home' evil %}",
    ],
)
def test_what_people_typed_is_never_markup(source: str) -> None:
    written = draw(source, evil="<script>alert(1)</script>", columns=COLUMNS)
    assert "<script>" not in written
    assert "&lt;script&gt;" in written


def test_a_column_head_sorts_by_it_and_then_the_other_way_round() -> None:
    first = draw(TABLE, address="/?q=rollator&sida=3", columns=COLUMNS, rows=["B-1"], sort="", live=False)
    assert 'href="?q=rollator&amp;sort=price"' in first
    again = draw(TABLE, address="/?sort=price", columns=COLUMNS, rows=["B-1"], sort="price", live=False)
    assert 'href="?sort=-price"' in again
    assert 'aria-sort="ascending"' in again
    back = draw(TABLE, columns=COLUMNS, rows=["B-1"], sort="-price", live=True)
    assert 'aria-sort="descending"' in back
    assert 'href="?sort=price" hx-get="?sort=price" hx-target="#orders"' in back


def test_a_column_that_is_not_chosen_has_neither_head_nor_cell() -> None:
    chosen = COLUMNS.choosing(["price"])
    written = draw(TABLE, columns=chosen, rows=["B-1"], sort="", live=False)
    assert "Note" not in written
    assert 'data-l="Price"' in written
    assert "B-1" in written, "the cell that names the row is always there"


def test_only_a_column_that_may_be_sorted_by_is_taken_from_the_address() -> None:
    assert COLUMNS.sort_from("-price", "number") == "-price"
    assert COLUMNS.sort_from("note", "number") == "number"
    assert COLUMNS.sort_from("password", "number") == "number"


def test_a_table_without_rows_says_so_and_one_with_totals_sums_up() -> None:
    assert "<table" not in draw(TABLE, columns=COLUMNS, rows=[], sort="", live=False)
    summed = draw(TABLE, columns=COLUMNS, rows=["B-1"], sort="", totals={"price": "12,00 kr"}, live=False)
    assert "12,00 kr" in summed.split("<tfoot>")[1]


def test_pages_keep_the_search_and_one_page_has_no_links() -> None:
    paginator = Paginator(range(120), 50)
    written = draw("{% pagination page %}", address="/?q=lyft&sida=2", page=paginator.get_page(2))
    assert 'href="?q=lyft&amp;sida=1"' in written
    assert 'href="?q=lyft&amp;sida=3"' in written
    assert 'aria-current="page"' in written
    assert draw("{% pagination page %}", page=Paginator(range(3), 50).get_page(1)).strip() == ""


def test_a_private_search_is_posted_and_stays_out_of_the_address() -> None:
    written = draw(
        "{% filter_bar action='/sok/' target='x' private=True %}{% search_box url='/sok/' target='x' private=True %}{% endfilter_bar %}"
    )
    assert 'method="post"' in written
    assert "token-of-the-session" in written
    assert "hx-push-url" not in written
    assert "hx-get" not in written


def test_a_decision_shows_its_answer_first_and_the_clause_and_trace_behind_two_clicks() -> None:
    decision = Explanation(
        "The municipality pays.", "Home health care.", clause="§ 4", clause_text="Text", trace=[TraceRow("r-7", "Home care", applied=True)]
    )
    written = draw("{% explain decision %}", decision=decision)
    assert written.index("The municipality pays.") < written.index("<details") < written.index("§ 4")
    assert written.count("<details") == 2
    assert "r-7" in written.split("<details")[2]


def test_an_undetermined_decision_says_what_is_missing_and_who_can_decide() -> None:
    decision = Explanation("Unknown", "Why", outcome="undetermined", missing=["housing"], decider="the cooperation group")
    written = draw("{% explain decision %}", decision=decision)
    assert "housing" in written
    assert "the cooperation group" in written


def test_steps_and_tabs_say_their_state_in_words_and_not_only_in_colour() -> None:
    steps = draw("{% steps items 'Steps' %}", items=[Step("Need", "done"), Step("Order", "current"), Step("Approval", "problem")])
    assert steps.count("ds-sr-only") == 3
    assert steps.count('aria-current="step"') == 1
    tabs = draw("{% tabs items 'Views' %}", items=[Tab("Open", "?a", 1200, current=True), Tab("Late", "?b")])
    assert tabs.count('aria-current="page"') == 1
    assert "1\u00a0200" in tabs


def test_a_timeline_writes_days_as_days_and_moments_with_their_time() -> None:
    events = [Event(date(2026, 11, 1), "Ordered"), Event(datetime(2026, 11, 2, 7, 0, tzinfo=UTC), "Delivered")]
    written = draw("{% timeline events 'History' %}", events=events)
    assert ">2026-11-01<" in written
    assert ">2026-11-02 08:00<" in written


def test_bars_are_measured_against_the_longest_and_their_figures_are_in_the_table() -> None:
    written = draw("{% bar_chart bars 'Cost' 'Payer' 'kr' %}", bars=[Bar("A", 400, "4,00"), Bar("B", 100, "1,00"), Bar("C", 0, "0,00")])
    assert [part.split('"')[0] for part in written.split('class="bar" width="')[1:]] == ["1000", "250", "0"]
    assert "4,00" in written
    assert 'width="0"' in draw("{% bar_chart bars 'Cost' 'Payer' 'kr' %}", bars=[Bar("A", 0, "0,00")]), "all zero is no division"


def test_an_icon_without_a_name_of_its_own_is_hidden_and_an_unknown_one_is_an_error() -> None:
    assert 'aria-hidden="true"' in draw("{% icon 'home' %}")
    assert 'role="img" aria-label="Home"' in draw("{% icon 'home' 'Home' %}")
    with pytest.raises(FileNotFoundError):
        draw("{% icon 'unicorn' %}")


def test_a_post_button_carries_the_token() -> None:
    written = draw("{% post_button 'Undo' '/undo/' %}")
    assert 'name="csrfmiddlewaretoken" value="token-of-the-session"' in written
    assert 'method="post" action="/undo/"' in written


def test_two_columns_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="same key"):
        Columns(Column("a", "A"), Column("a", "B"))
