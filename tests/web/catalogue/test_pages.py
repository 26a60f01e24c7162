"""The assortment's pages: search and filters over the centre's articles, and one article with price, stock and relatives."""

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _
from tests.support.world import World

from handtag.apps.catalogue.models import Article, PriceVersion
from handtag.apps.organisations.models import DeviceCentre

URL = "/sortiment/"


@pytest.fixture
def anna(client: Client, world: World) -> Client:
    client.force_login(world.assignments["anna"].user)
    return client


def numbers(html: str) -> list[str]:
    return re.findall(r'href="/sortiment/([^/"]+)/"', html.split("<tbody>")[1]) if "<tbody>" in html else []


def found(client: Client, **given: str) -> list[str]:
    answer = client.get(URL, given)
    assert answer.status_code == 200
    return numbers(answer.content.decode())


def page(client: Client, number: str) -> str:
    return client.get(f"{URL}{number}/").content.decode()


@pytest.mark.parametrize("path", [URL, f"{URL}10001/"])
def test_the_assortment_needs_log_in(client: Client, world: World, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 302
    assert "/konto/" in answer.headers["Location"]


def test_the_menu_finds_the_search_by_name() -> None:
    assert reverse("catalogue:search") == URL
    assert reverse("catalogue:article", args=["A/1"]) == f"{URL}A/1/"


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("rollator plus", ["10002"]),
        ("PLUS rollator", ["10002"]),
        ("10003", ["10003"]),
        ("12 36 03", ["50001"]),
        ("mobila lyftar", ["50001"]),  # the agreement's name for the code, not in the article's own
        ("rullstol bas", ["20002"]),
        ("finns inte", []),
    ],
)
def test_several_words_search_name_number_code_and_the_agreements_names(anna: Client, query: str, wanted: list[str]) -> None:
    assert found(anna, q=query) == wanted


def test_the_filters_narrow_the_list(anna: Client) -> None:
    assert set(found(anna, assortment="phased_out")) == {"10003", "50001"}
    assert found(anna, assortment="order_item") == ["30001"]
    assert set(found(anna, kind="consumable")) == {"40001", "60001"}
    assert set(found(anna, iso="1222")) == {"20001", "20002", "20010"}
    assert found(anna, iso="1206", assortment="phased_out") == ["10003"]


def test_a_filter_value_that_is_not_offered_narrows_nothing(anna: Client) -> None:
    assert len(found(anna, assortment="stolen")) == len(found(anna))


def test_the_list_is_sorted_by_what_is_asked_for(anna: Client) -> None:
    assert found(anna, q="rollator", sort="-price_ore", kind="device") == ["10002", "10001", "10003"]
    assert found(anna, sort="number") == sorted(found(anna))
    assert found(anna, sort="centre__name") == found(anna, sort="name")


def test_the_stock_column_counts_free_devices_and_pieces(anna: Client, world: World) -> None:
    html = anna.get(URL, {"q": "10001"}).content.decode()
    assert re.findall(r'class="num">\s*(\d+)\s*</td>', html.split("<tbody>")[1]) == ["4", "2"]
    html = anna.get(URL, {"q": "40001"}).content.decode()
    assert re.findall(r'class="num">\s*(\d+)\s*</td>', html.split("<tbody>")[1]) == ["500", "0"]


@pytest.mark.damaged
def test_a_device_that_is_reserved_is_not_counted(anna: Client, world: World) -> None:
    device = world.devices["D1002"]
    device.state = "reserved"
    device.save()
    html = anna.get(URL, {"q": "10001"}).content.decode()
    assert re.findall(r'class="num">\s*(\d+)\s*</td>', html.split("<tbody>")[1]) == ["3", "1"]


def test_htmx_gets_only_the_list(anna: Client) -> None:
    html = anna.get(URL, {"q": "rollator"}, headers={"HX-Request": "true", "HX-Target": "articles"}).content.decode()
    assert html.strip().startswith('<div id="articles"')
    assert "<html" not in html


def test_a_long_list_has_pages(anna: Client, world: World) -> None:
    like = world.articles["rollator"]
    Article.objects.bulk_create(
        Article(
            centre=world.centre, number=f"7{n:04}", name=f"Massartikel {n}", iso_code="120606", kind="device", assortment="stocked",
            supplier_id=like.supplier_id, lead_time_days=1,
        )
        for n in range(60)
    )  # fmt: skip
    assert len(found(anna, q="massartikel")) == 25
    assert len(found(anna, q="massartikel", sida="3")) == 10


def test_a_search_asks_the_database_few_questions(anna: Client, django_assert_max_num_queries: object) -> None:
    """Session, user, assignments, the county's agreement and its version, the catalogue's version, devices and pieces in stock: the
    articles themselves are in the index. Inside a test's transaction the catalogue is read anew, with its prices."""
    anna.get(URL)
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        anna.get(URL)


def test_another_centres_article_is_not_found(anna: Client, world: World) -> None:
    other = DeviceCentre.objects.create(county=world.county, run_by=world.region, name="Annan central")
    Article.objects.filter(number="60001").update(centre=other)
    assert "60001" not in found(anna)
    assert anna.get(f"{URL}60001/").status_code == 404
    assert anna.get(f"{URL}99999/").status_code == 404


def test_an_article_shows_code_and_name_as_in_the_agreement_and_the_way_to_who_pays(anna: Client) -> None:
    html = page(anna, "20001")
    assert "12 22 03 Drivringsrullstolar" in html
    assert "/vem-betalar/?iso_code=122203" in html
    assert "325,00" in html


@pytest.mark.law("TF 2 kap.")
def test_the_price_in_force_is_told_from_history_and_from_what_is_to_come(anna: Client, world: World) -> None:
    at = datetime(2026, 1, 2, tzinfo=UTC)
    for amount, day in ((33_000, date(2026, 6, 1)), (99_900, date(2999, 1, 1))):
        PriceVersion.objects.create(
            article=world.articles["wheelchair"], kind="rent_per_month", amount_ore=amount, purchase_ore=0, valid_from=day, recorded_at=at
        )
    html = page(anna, "20001")
    facts, table = html.split('<dl class="facts')[1].split("</dl>")[0], html.split('id="prices')[1]
    assert "330,00" in facts
    assert [price for price in ("999,00", "330,00", "325,00") if price in table] == ["999,00", "330,00", "325,00"]
    assert table.index(_("Now")) < table.index("325,00")


def test_equivalents_never_cross_six_iso_digits(anna: Client) -> None:
    html = page(anna, "10001")
    assert _("Equivalent articles") in html
    assert "/sortiment/10002/" in html
    assert "/sortiment/10020/" not in html


def test_accessories_that_fit_and_what_an_accessory_fits_are_shown(anna: Client) -> None:
    assert "/sortiment/10010/" in page(anna, "10001")
    html = page(anna, "10010")
    assert _("Fits these devices") in html
    assert "/sortiment/10001/" in html


def test_a_phased_out_article_leads_to_its_equivalents(anna: Client) -> None:
    html = page(anna, "10003")
    assert _("This article is being phased out") in html
    assert "10001 Rollator Lätt" in html
    assert _("It is not bought any more, and no equivalent article is registered.") in page(anna, "50001")


def test_stock_is_shown_by_location_and_never_a_device_number(anna: Client) -> None:
    html = page(anna, "10001")
    assert "Lager C" in html
    assert "Lager F" not in html
    assert "D1001" not in html


def test_facets_say_how_many_each_choice_leaves_and_keep_the_rest(anna: Client) -> None:
    html = anna.get(URL, {"q": "rollator", "kind": "device"}).content.decode()
    facets = html.split('<nav class="facets"')[1].split("</nav>")[0]
    assert 'href="?q=rollator&amp;kind=device&amp;assortment=phased_out"' in facets
    assert re.search(r'assortment=stocked"[^>]*>[^<]*<span class="count">2<', facets)
    assert 'href="?q=rollator" aria-current="true"' in facets
    assert (
        '<input type="hidden" name="kind" value="device">' in html.split("</form>")[0] + html.split('role="search"')[1].split("</form>")[0]
    )
    assert len(found(anna, q="rollator", kind="device", assortment="stocked")) == 2


def test_what_a_misspelt_word_is_taken_for_is_told(anna: Client) -> None:
    html = anna.get(URL, {"q": "rolator"}).content.decode()
    assert "10001" in numbers(html)
    assert "rolator" in html.split('id="articles"')[1]
    assert "rollator" in html.split('id="articles"')[1].split("<table")[0]


def test_supplier_and_price_narrow_the_list(anna: Client) -> None:
    assert set(found(anna, supplier="Provleverantören AB", price="rent_per_month:30000")) == {"20001", "90001", "50001"}
    assert found(anna, q="rollator", price="sale:0") == ["10010"]
