"""A price holds from a day until the next one; it is never changed."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.support.agreement import document
from tests.support.world import World

from handtag.apps.audit.models import AuditEntry
from handtag.apps.catalogue.models import PriceVersion
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.domain.values.period import Month
from handtag.usecases.agreements.publish_version import PublishVersion, publish_version
from handtag.usecases.base import execute
from handtag.usecases.billing.close_month import CloseMonth, close_month
from handtag.usecases.catalogue.publish_price import PublishPrice, publish_price
from handtag.usecases.catalogue.register_articles import NewArticle, RegisterArticles, register_articles

ARTICLES = (
    NewArticle("0099001", "Provstol", "122203", "device", "Norrhjul AB", 10),
    NewArticle("0099002", "Provdyna", "181006", "component", "Norrhjul AB", 5),
)


@pytest.fixture
def price(world: World) -> PublishPrice:
    execute(register_articles, RegisterArticles(world.centre.pk, ARTICLES), world.viewer("ivan"))
    return PublishPrice(world.centre.pk, "0099001", "rent_per_month", 12_000, 450_000, world.today)


def test_a_later_version_follows_the_first(world: World, price: PublishPrice) -> None:
    execute(publish_price, price, world.viewer("ivan"))
    execute(publish_price, replace(price, amount_ore=13_000, valid_from=world.today + timedelta(days=30)), world.viewer("ivan"))
    found = PriceVersion.objects.filter(article__number="0099001").order_by("valid_from")
    assert [row.amount_ore for row in found] == [12_000, 13_000]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "lease"}, "kind"),
        ({"article_number": "0099002"}, "kind"),
        ({"amount_ore": -1}, "amount_ore"),
        ({"purchase_ore": -1}, "amount_ore"),
    ],
)
def test_a_price_that_cannot_be_is_refused(world: World, price: PublishPrice, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        execute(publish_price, replace(price, **changes), world.viewer("ivan"))  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert not PriceVersion.objects.filter(article__number__startswith="0099").exists()


def test_a_day_has_one_price(world: World, price: PublishPrice) -> None:
    execute(publish_price, price, world.viewer("ivan"))
    with pytest.raises(Refused, match=r"catalogue\.price_exists"):
        execute(publish_price, replace(price, amount_ore=1), world.viewer("ivan"))


def test_a_price_never_begins_in_a_closed_month(world: World, price: PublishPrice) -> None:
    before = world.today.replace(day=1) - timedelta(days=1)
    execute(close_month, CloseMonth(world.centre.pk, str(Month.of(before))), world.viewer("gun"), now=world.now)
    with pytest.raises(Refused) as refusal:
        execute(publish_price, replace(price, valid_from=before), world.viewer("ivan"), now=world.now)
    assert (refusal.value.code, refusal.value.field) == ("catalogue.price_in_closed_month", "valid_from")
    execute(publish_price, replace(price, valid_from=before + timedelta(days=1)), world.viewer("ivan"), now=world.now)


@pytest.fixture
def with_a_limit(world: World) -> None:
    """The county's agreement says from today: what costs more than 2 000 kr is rented, walking frames on wheels always."""
    plain = json.loads(document().canonical_json())
    clause = plain["clauses"][0]["id"]
    since = world.today.isoformat()
    limit = {"id": "rent_purchase_limit", "title": "Gräns", "unit": "öre", "clause": clause, "values": [{"since": since, "value": 200_000}]}
    always = {"id": "rent_always_iso", "title": "Alltid", "unit": "ISO", "clause": clause, "values": [{"since": since, "value": "120606"}]}
    plain |= {"version": "med-grans", "valid_from": since, "parameters": [limit, always]}
    execute(publish_version, PublishVersion(json.dumps(plain)), world.viewer("ivan"))


@pytest.mark.parametrize(("purchase_ore", "kind"), [(200_000, "sale"), (200_001, "rent_per_month")])
def test_the_agreement_says_what_is_rented(world: World, price: PublishPrice, with_a_limit: None, purchase_ore: int, kind: str) -> None:
    other = {"sale": "rent_per_month", "rent_per_month": "sale"}[kind]
    with pytest.raises(Refused, match=r"catalogue\.kind_differs"):
        execute(publish_price, replace(price, purchase_ore=purchase_ore, kind=other), world.viewer("ivan"), now=world.now)
    execute(publish_price, replace(price, purchase_ore=purchase_ore, kind=kind), world.viewer("ivan"), now=world.now)


@pytest.mark.parametrize(("purchase_ore", "markup", "amount_ore"), [(10_000, 12, 11_200), (1_005, 10, 1_106), (995, 0, 995)])
def test_what_is_sold_costs_the_purchase_price_and_the_markup(
    world: World, price: PublishPrice, purchase_ore: int, markup: int, amount_ore: int
) -> None:
    sold = replace(price, article_number="0099002", kind="sale", amount_ore=None, purchase_ore=purchase_ore, markup_percent=markup)
    made = execute(publish_price, sold, world.viewer("ivan"), now=world.now)
    assert PriceVersion.objects.get(pk=made).amount_ore == amount_ore


@pytest.mark.parametrize(
    "changes",
    [{"amount_ore": None}, {"markup_percent": 10}, {"amount_ore": None, "markup_percent": 10}, {"kind": "sale", "markup_percent": 10}],
)
def test_a_price_is_given_or_worked_out_never_both(world: World, price: PublishPrice, changes: dict[str, object]) -> None:
    with pytest.raises(Refused, match=r"catalogue\.amount_or_markup"):
        execute(publish_price, replace(price, **changes), world.viewer("ivan"), now=world.now)  # type: ignore[arg-type]


def test_an_exception_is_stated_and_kept(world: World, price: PublishPrice, with_a_limit: None) -> None:
    data = replace(price, kind="sale", exception="Går inte att rekonditionera")
    execute(publish_price, data, world.viewer("ivan"), now=world.now)
    assert AuditEntry.objects.filter(action="catalogue.price_published").latest("pk").details["exception"] == data.exception


def test_an_unknown_article_is_not_found(world: World, price: PublishPrice) -> None:
    with pytest.raises(NotFound):
        execute(publish_price, replace(price, article_number="finns inte"), world.viewer("ivan"))


def test_a_controller_sets_no_prices(world: World, price: PublishPrice) -> None:
    with pytest.raises(NotAllowed):
        execute(publish_price, price, world.viewer("gun"))
