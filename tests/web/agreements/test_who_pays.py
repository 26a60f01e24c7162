"""The page that answers who pays: open to all, from its address alone, asking only for what the agreement needs."""

from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _
from tests.support import agreement

URL = "/vem-betalar/"
pytestmark = pytest.mark.usefixtures("world")


class Names(HTMLParser):
    """The names of the fields and the texts of the links on a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"input", "select"} and given.get("name"):
            self.names.append(str(given["name"]))
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))


def ask(client: Client, **facts: str) -> str:
    return client.get(URL, facts).content.decode()


def asked(html: str) -> list[str]:
    other = {"next", "language", "scheme", "csrfmiddlewaretoken", "product", "date", "agreement"}
    return [name for name in Names(html).names if name not in other]


def test_the_page_is_open_without_log_in_and_asks_only_for_a_product(client: Client) -> None:
    answer = client.get(URL)
    assert answer.status_code == 200
    assert asked(answer.content.decode()) == []


def test_the_address_is_reversed_by_name() -> None:
    assert reverse("agreements:who_pays") == URL


def test_a_product_leads_to_the_questions_that_decide_who_pays(client: Client) -> None:
    assert set(asked(ask(client, product="12 22 03"))) == {"age", "housing", "care_setting"}


def test_what_is_settled_is_not_asked_and_then_comes_the_right_to_prescribe(client: Client) -> None:
    html = ask(client, product="122203", age="12")
    assert _("The region pays") in html
    assert asked(html) == ["age", "prescriber_profession"]


def test_answered_questions_keep_their_place(client: Client) -> None:
    html = client.get(f"{URL}?product=122203&housing=ordinary&age=40&care_setting=").content.decode()
    assert asked(html)[:3] == ["housing", "age", "care_setting"]


def test_the_full_answer_shows_quotation_document_section_version_and_hash(client: Client) -> None:
    html = ask(
        client, product="122203", age="40", housing="ordinary", care_setting="home_visit", prescriber_profession="occupational_therapist"
    )
    document = agreement.document()
    assert _("The municipality pays") in html
    assert _("May be prescribed") in html
    assert "Kommunen betalar vid hembesök" in html
    assert "Testöverenskommelsen, avsnitt c-home" in html
    assert document.document_hash[:12] in html
    assert "home-visit" in html


def test_a_profession_outside_the_row_may_not_prescribe(client: Client) -> None:
    assert _("May not be prescribed") in ask(client, product="122203", age="12", prescriber_profession="nurse")


def test_what_the_agreement_leaves_open_says_why_and_who_can_decide(client: Client) -> None:
    html = ask(client, product="040306")
    assert _("It is not decided who pays") in html
    assert "Riktlinjen för andningshjälpmedel är inte beslutad" in html
    assert _("the parties of the agreement, together") in html
    assert "Frågan om andningshjälpmedel är inte löst." in html


def test_missing_facts_are_named_with_the_possible_answers(client: Client) -> None:
    html = ask(client, product="122203")
    assert _("Who pays depends on more") in html
    assert _("The municipality pays") in html
    assert _("Age in whole years") in html


def test_a_printed_name_is_a_product(client: Client) -> None:
    assert "#rad-122203" in ask(client, product="Drivringsrullstolar")


def test_an_unknown_word_is_answered_with_the_nearest_known_ones_as_links(client: Client) -> None:
    answer = client.get(URL, {"product": "rolator"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert _("“%(word)s” is not known. Choose one of the nearest, or give an ISO code.") % {"word": "rolator"} in html
    assert any("product=Rollatorer" in link for link in Names(html).links)


def test_a_group_of_codes_asks_which_kind(client: Client) -> None:
    assert "iso_code" in asked(ask(client, product="12", age="12"))


def test_a_kind_that_belongs_to_an_earlier_product_is_forgotten(client: Client) -> None:
    assert "#rad-122203" in ask(client, product="122203", iso_code="120606")
    answer = client.get(URL, {"product": "09", "iso_code": "120606", "age": "12"})
    assert answer.status_code == 200
    assert "#rad-120606" not in answer.content.decode()


def test_a_chosen_kind_narrows_what_was_typed(client: Client) -> None:
    assert "#rad-091203" in ask(client, product="09", iso_code="091203", age="12")


@pytest.mark.parametrize(("field", "value"), [("age", "131"), ("age", "-1"), ("age", "tolv"), ("housing", "castle"), ("date", "igår")])
def test_a_value_that_cannot_be_read_is_said_at_its_field(client: Client, field: str, value: str) -> None:
    answer = client.get(URL, {"product": "122203", field: value})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()


def test_a_day_before_the_agreement_is_said_at_the_day(client: Client) -> None:
    answer = client.get(URL, {"product": "122203", "date": "2020-01-01"})
    assert answer.status_code == 422
    assert _("The agreement was not in force on this day.") in answer.content.decode()


def test_an_identity_in_the_address_is_neither_read_nor_shown(client: Client) -> None:
    html = ask(client, product="122203", birth_date="1940-03-15")
    assert "1940" not in html.split("<main")[1].split("</main>")[0]


def test_htmx_gets_the_fragment_and_the_answer_to_read_aloud(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Target": "who-pays"}
    html = client.get(URL, {"product": "122203", "age": "12"}, headers=headers).content.decode()
    assert html.strip().startswith('<div id="who-pays"')
    assert "<html" not in html
    assert 'hx-swap-oob="innerHTML:#said"' in html


def test_the_link_to_the_answer_holds_what_was_answered_and_nothing_else(client: Client) -> None:
    html = client.get(f"{URL}?product=122203&age=12&housing=&utm=x").content.decode()
    link = next(link for link in Names(html).links if link.startswith("http"))
    assert link.split("?")[1] == f"agreement={agreement.ID}&product=122203&age=12"
    assert _("The region pays") in client.get(link).content.decode()


def test_one_may_begin_with_a_picture_instead_of_a_word(client: Client) -> None:
    links = Names(ask(client)).links
    assert any(link.startswith(URL) and link.endswith("product=12%2022") for link in links)
    assert not any("product=12%2022" in link for link in Names(ask(client, product="122203")).links)


def test_the_answer_can_be_taken_along_as_text(client: Client) -> None:
    html = ask(client, product="122203", age="12")
    text = html.split('id="answer-text"')[1].split(">", 1)[1].split("</textarea>")[0]
    assert f"{_('The region pays')}." in text
    assert "12 22 03" in text
    quoted = [clause for clause in agreement.document().clauses if f"”{clause.quote}” ({clause.document}, {clause.section})" in text]
    assert quoted
    assert "http://testserver/vem-betalar/?" in text


def test_the_same_question_can_be_put_to_every_agreement(client: Client) -> None:
    assert "/samma-person/?product=122203&age=12" in Names(ask(client, product="122203", age="12")).links
