"""The start pages of those who do not prescribe: work in numbers and rows, for each role its own, and no persons where none belong."""

from datetime import date, timedelta

import pytest
from tests.support import purchasing
from tests.support.clock import stands
from tests.support.lending import allocated_order, close, lend, sent_order, take_back
from tests.support.pages import persons_in, signed_in
from tests.support.world import World
from tests.usecases.purchasing.test_confirm_purchase import confirm, trays

from handtag.apps.catalogue.models import Article
from handtag.apps.orders.models import OrderLine
from handtag.apps.organisations.models import DeliveryPoint
from handtag.apps.purchasing.models import PurchaseLine
from handtag.usecases.ordering.place_collection_order import PlaceCollectionOrder, place_collection_order


@pytest.fixture(autouse=True)
def monday(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    stands(monkeypatch, world.now)


def main_of(world: World, name: str) -> str:
    return signed_in(world, name).get("/").content.decode().split("<main")[1]


def test_the_store_starts_at_the_scanner_with_the_days_work(world: World) -> None:
    allocated_order(world, "D2001", pieces={"tray": 1})
    sent_order(world, "D1001")
    lend(world, "D2002", on=world.today - timedelta(days=9))
    take_back(world, "D2002", world.today)
    page = signed_in(world, "filip").get("/")
    counts = page.context["counts"]
    assert counts == {
        "picks": 2,
        "sends": 0,
        "confirms": 1,
        "collections": 0,
        "returned": 1,
        "inspected": 0,
        "washed": 0,
        "quarantined": 0,
        "at_workshop": 0,
    }
    main = page.content.decode().split("<main")[1]
    assert main.index('action="/skanna/"') < main.index('class="tiles')
    assert "autofocus" in main
    assert 'href="/skanna/?gor=pick&amp;plats=C&amp;omrade=A"' in main, "each area is a walk of its own"
    assert 'href="/lager/?state=returned&amp;location=C"' in main, "what came back is counted store by store"


def test_an_empty_store_says_so(world: World) -> None:
    assert main_of(world, "filip").count("empty-state") == 5


@pytest.mark.damaged
def test_the_desk_starts_with_what_has_gone_wrong(world: World) -> None:
    order = allocated_order(world, "D2001", on=world.today - timedelta(days=3))
    waiting = allocated_order(world, pieces={"tray": 1})
    OrderLine.objects.filter(order=waiting).update(state="placed", article=world.articles["shower_chair"])
    page = signed_in(world, "eva").get("/")
    assert [line.order.number for line in page.context["late"]] == [order.number]
    assert [line.order.number for line in page.context["without"]] == [waiting.number]
    assert '<form method="post" action="/personer/"' in page.content.decode()


@pytest.mark.law("OSL 26 kap. 1 §, SoLPuL")
def test_the_officer_sees_what_the_own_principal_pays_and_no_name(world: World) -> None:
    lend(world, "D2002", on=date(2026, 10, 5))
    lend(world, "D1002", on=date(2026, 10, 5), unit="pitea_care", person="elis")
    page = signed_in(world, "hanna").get("/")
    assert page.context["lent"] == 1
    assert len(page.context["decisions"]) == 1
    main = page.content.decode().split("<main")[1]
    rent_of_23_days = f"{round(32_500 * 12 / 365 * 23) / 100:.2f}".replace(".", ",")
    assert rent_of_23_days in main.replace("\u00a0", "")
    assert persons_in(main) == []


def test_the_controller_sees_which_months_to_close(world: World) -> None:
    lend(world, "D2002", on=date(2026, 9, 5), pieces={"tray": 1})
    assert "/fakturor/manad/2026-09/" in main_of(world, "gun")
    close(world, "2026-09", now=world.today)
    page = signed_in(world, "gun").get("/")
    assert [str(month) for month in page.context["to_invoice"]] == ["2026-09"]


def test_the_administrator_sees_users_and_roles_and_no_person(world: World) -> None:
    main = main_of(world, "ivan")
    assert "filip" in main
    assert "handtag issue_token" in main
    assert persons_in(main) == []


@pytest.mark.damaged
def test_the_desk_is_told_what_came_back_unasked_and_what_was_sent_long_ago(world: World) -> None:
    lend(world, "D2002", on=date(2026, 10, 5))
    lend(world, "D1002", on=date(2026, 10, 5))
    world.run(place_collection_order, PlaceCollectionOrder("D1002", world.points["lulea_care"].pk), "eva")
    take_back(world, "D2002", world.today)
    take_back(world, "D1002", world.today)
    sent = allocated_order(world, "D2001", on=world.today - timedelta(days=7))
    OrderLine.objects.filter(order=sent).update(state="sent")
    page = signed_in(world, "eva").get("/")
    assert [device.number for device in page.context["unasked"]] == ["D2002"]
    assert [line.order.number for line in page.context["sent"]] == [sent.number]
    OrderLine.objects.filter(order=sent).update(promised_on=world.today - timedelta(days=6))
    page = signed_in(world, "eva").get("/")
    assert page.context["sent"] == []
    assert page.context["counts"]["unmatched"] == 1
    assert persons_in(page.content.decode().split("<main")[1]) == []


def test_the_desk_is_told_what_nobody_has_said(world: World) -> None:
    assert signed_in(world, "eva").get("/").context["counts"]["missing"] == 0
    tray = world.articles["tray"]
    new = Article.objects.create(
        centre=world.centre, number="88001", name="Bricka Ny", iso_code="120609", kind="component", assortment="stocked",
        supplier_id=tray.supplier_id, lead_time_days=3,
    )  # fmt: skip
    DeliveryPoint.objects.filter(pk=world.points["lulea_care"].pk).update(weekdays="")
    page = signed_in(world, "eva").get("/")
    assert [article.number for article in page.context["unpriced"]] == ["88001"]
    assert [point.pk for point in page.context["dayless"]] == [world.points["lulea_care"].pk]
    Article.objects.filter(pk=new.pk).update(assortment="phased_out")
    assert signed_in(world, "eva").get("/").context["unpriced"] == []


@pytest.mark.damaged
def test_the_desk_is_told_which_promises_slip(world: World) -> None:
    order = trays(world, 25)
    purchase = purchasing.ordered(world, tray=30)
    confirm(world, purchase, date(2026, 12, 14))
    page = signed_in(world, "eva").get("/")
    (slipped,) = page.context["slipped"]
    assert (slipped.order, slipped.first_promised_on, slipped.promised_on) == (order, date(2026, 12, 1), date(2026, 12, 15))
    assert page.context["waiting"] == []
    PurchaseLine.objects.update(promised_on=world.today - timedelta(days=1))
    page = signed_in(world, "eva").get("/")
    assert [line.order for line in page.context["waiting"]] == [order]
    assert page.context["counts"]["slipped"] == 2
