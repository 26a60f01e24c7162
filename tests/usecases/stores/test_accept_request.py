"""Another centre says yes: goods are sold with their value and the basis of an invoice, or lent until a day."""

from datetime import date

import pytest
from django.db import transaction
from tests.support.centres import accept, ask, borrowed, bought, lying, receive, request, send, two_centres
from tests.support.lending import at
from tests.support.stores import device
from tests.support.world import World

from handtag.apps.orders.queries_supply import supplies
from handtag.apps.purchasing.queries_gate import coming
from handtag.apps.purchasing.queries_need import proposal_of
from handtag.apps.stock import checks as stock_checks
from handtag.apps.stock.models import Holding, Lot, Move, PiecesHeld
from handtag.apps.stock.queries import stock_for_articles
from handtag.apps.stock.store import candidates_for, change_balance
from handtag.apps.stores import checks
from handtag.apps.stores.models import CentreDeal, CentreLoan, CentreRequest, Transfer
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.stock.mount_part import MountPart, mount_part
from handtag.usecases.stock.receive_goods import NewDevice, ReceiveGoods, receive_goods
from handtag.usecases.stores.accept_request import AcceptRequest, AgreedPrice, accept_request
from handtag.usecases.stores.ask_centre import AskCentre, AskedGoods, ask_centre
from handtag.usecases.stores.receive_transfer import MissingPieces, ReceiveTransfer, receive_transfer
from handtag.usecases.stores.send_home import SendHome, send_home
from handtag.usecases.stores.send_transfer import SendTransfer, send_transfer
from handtag.usecases.stores.take_in_stray import TakeInStray, take_in_stray

LEDGER = (
    stock_checks.devices_off_their_moves, stock_checks.holdings_off_their_moves, stock_checks.holdings_of_other_articles,
    stock_checks.owners_off_their_moves,
    stock_checks.balances_off_their_rows, stock_checks.pieces_off_their_rows, stock_checks.pieces_below_nothing,
    stock_checks.moves_of_no_known_kind, checks.transfers_off_their_goods,
)  # fmt: skip


def wrongs() -> list[str]:
    return [line for check in LEDGER for line in check()]


def test_a_bought_device_is_the_buyers_and_its_article_and_says_what_it_was_worth(world: World) -> None:
    bought(world)
    found = device("D8001")
    assert (found.centre, found.article, found.location, found.state) == (
        world.centre, world.articles["rollator"], world.locations["C"], "in_stock",
    )  # fmt: skip
    move = Move.objects.get(device=found, kind="changed_owner")
    assert (move.value_ore, move.from_centre.name, move.to_centre) == (280_000, "Kommunernas central", world.centre)
    deal = CentreDeal.objects.get()
    assert (deal.seller.name, deal.buyer, deal.amount_ore, deal.rule, deal.move) == (
        "Kommunernas central", world.centre, 280_000, "residual_value", move,
    )  # fmt: skip
    kept = Holding.objects.filter(device=found).order_by("-pk").values_list("article__number", flat=True)
    assert list(kept[:2]) == ["10001", "R-1"]
    assert wrongs() == []


def test_the_centres_may_agree_on_another_price_and_the_value_stays_what_it_is(world: World) -> None:
    bought(world, their_rollator=100_000)
    deal = CentreDeal.objects.get()
    assert (deal.value_ore, deal.amount_ore, deal.rule) == (280_000, 100_000, "agreed")


def test_until_it_has_come_it_is_the_sellers(world: World) -> None:
    other = two_centres(world)
    transfer = accept(world, ask(world))
    send(world, transfer, "D8001")
    assert (device("D8001").centre, device("D8001").state) == (other, "in_transfer")
    receive(world, transfer, missing_devices=("D8001",))
    assert (device("D8001").centre, device("D8001").state) == (other, "lost")
    assert not CentreDeal.objects.exists()


def test_pieces_are_sold_lot_by_lot_at_what_they_were_bought_for(world: World) -> None:
    two_centres(world)
    theirs, shelf = world.articles["their_gripper"], world.locations["X"]
    lot = Lot.objects.create(article=theirs, code="L7", expires_on=date(2028, 1, 1))
    change_balance(theirs, shelf, 4, kind="received", on=world.today, recorded_at=world.now, moved_by="user:1", lot=lot)
    transfer = accept(world, ask(world, gripper=5))
    send(world, transfer, their_gripper=5)
    receive(world, transfer)
    assert (lying(world, "X", "their_gripper"), lying(world, "C", "their_gripper"), lying(world, "C", "gripper")) == (29, 0, 15)
    deal = CentreDeal.objects.get()
    assert (deal.quantity, deal.amount_ore, deal.rule, deal.device) == (5, 80_000, "purchase_price", None)
    held = PiecesHeld.objects.get(article=world.articles["gripper"], lot__isnull=False)
    assert (held.lot.code, held.lot.expires_on, held.quantity) == ("L7", date(2028, 1, 1), 4)  # those that expire first went first


def test_what_is_sold_in_pieces_adds_up(world: World) -> None:
    two_centres(world)
    transfer = accept(world, ask(world, gripper=5))
    send(world, transfer, their_gripper=5)
    receive(world, transfer, missing_pieces=(MissingPieces("G-1", 2),))
    assert (lying(world, "C", "gripper"), CentreDeal.objects.get().amount_ore) == (13, 48_000)
    assert wrongs() == []


def test_a_device_is_sold_with_what_is_mounted_on_it_when_the_buyer_has_an_article_of_it(world: World) -> None:
    two_centres(world)
    world.run(receive_goods, ReceiveGoods("R-1", "X", world.today, (NewDevice("D8002"),), purchase_ore=100_000), "nora")
    world.run(mount_part, MountPart("D8002", "D8001", world.today), "nora")
    transfer = accept(world, ask(world))
    send(world, transfer, "D8001")
    receive(world, transfer)
    part = device("D8002")
    assert (part.centre, part.article, part.parent, part.state) == (world.centre, world.articles["rollator"], device("D8001"), "mounted")
    assert sorted(CentreDeal.objects.values_list("amount_ore", flat=True)) == [100_000, 280_000]
    assert wrongs() == []


def test_pieces_without_a_price_need_one_that_is_agreed(world: World) -> None:
    two_centres(world, priced=False)
    wanted = ask(world, gripper=5)
    with pytest.raises(Refused, match="no_price"):
        accept(world, wanted)
    accept(world, wanted, their_gripper=12_000)
    assert request(wanted).lines.get().price_ore == 12_000


def test_a_borrowed_device_stays_its_owners_and_is_to_be_back(world: World) -> None:
    borrowed(world)
    found = device("D8001")
    assert (found.centre.name, found.article, found.location) == (
        "Kommunernas central", world.articles["their_rollator"], world.locations["C"],
    )  # fmt: skip
    loan = CentreLoan.objects.get()
    assert (loan.device, loan.since, loan.due_on, loan.ended_on) == (found, world.today, date(2026, 12, 24), None)
    assert not CentreDeal.objects.exists()
    assert wrongs() == []


def test_it_comes_back_as_any_goods_of_others_and_the_loan_is_over(world: World) -> None:
    borrowed(world)
    later = at(date(2026, 12, 28))
    (transfer,) = world.run(send_home, SendHome(("D8001",)), "filip", now=later)
    assert CentreLoan.objects.get().ended_on is None  # it is on its way
    world.run(receive_transfer, ReceiveTransfer(transfer), "nora", now=later)
    assert CentreLoan.objects.get().ended_on == date(2026, 12, 28)
    assert (device("D8001").location, device("D8001").state) == (world.locations["X"], "in_stock")


def test_only_the_asked_centres_own_people_answer(world: World) -> None:
    two_centres(world)
    wanted = ask(world)
    with pytest.raises(NotFound, match="no_request"):  # the asking centre's desk
        world.run(accept_request, AcceptRequest(wanted, "C"), "eva")
    with pytest.raises(NotAllowed):  # a store worker of the asked centre
        accept(world, wanted, by="nora")
    assert request(wanted).state == "asked"
    assert not Transfer.objects.exists()


def test_it_is_answered_once(world: World) -> None:
    two_centres(world)
    wanted = ask(world)
    accept(world, wanted)
    with pytest.raises(Refused, match="request_answered"):
        accept(world, wanted)
    assert Transfer.objects.count() == 1


def test_a_price_is_of_what_was_asked_for_and_never_of_a_loan(world: World) -> None:
    two_centres(world)
    wrong = (("loan", "R-1", 1, "no_such_price"), ("sale", "R-1", -1, "no_such_price"), ("sale", "G-1", 1, "not_wanted"))
    for kind, number, ore, code in wrong:
        wanted = ask(world, kind)
        with pytest.raises(Refused, match=code):
            world.run(accept_request, AcceptRequest(wanted, "X", (AgreedPrice(number, ore),)), "nadja")
    assert set(CentreRequest.objects.values_list("state", flat=True)) == {"asked"}


def test_what_a_third_centre_owns_is_not_sold(world: World) -> None:
    """A stray that stands at the seller, of an article with the same number, is nobody's to sell but its owner's."""
    two_centres(world)
    world.run(take_in_stray, TakeInStray("D1001", "X", world.today), "nora")
    transfer = accept(world, ask(world))
    with pytest.raises(Refused, match="not_there"):
        send(world, transfer, "D1001")
    assert device("D1001").centre == world.centre


def test_what_another_centre_has_borrowed_is_neither_allocated_nor_counted_as_free(world: World) -> None:
    two_centres(world)
    rollator = world.articles["rollator"]

    def free() -> tuple[set[str], int, int, int]:
        """Whom an order may get, and how many the assortment, a promise and the buyer count on."""
        viewer = world.viewer("inga")
        with transaction.atomic():
            queue = {one.number for one in candidates_for(rollator, exactly=True)}
        counted = stock_for_articles(viewer, [rollator.pk])[rollator.pk].total
        promised = supplies([rollator], 10, on=world.today, expects=coming, exactly={rollator.pk})[rollator.pk].free
        return queue, counted, promised, proposal_of(viewer, rollator.number, world.today)[0].need.position

    assert "D1002" in free()[0]
    before = free()
    wanted = world.run(ask_centre, AskCentre("loan", world.centre.pk, "X", (AskedGoods("R-1", 1),), date(2026, 12, 24)), "nora")
    transfer = world.run(accept_request, AcceptRequest(wanted, "C"), "eva")
    world.run(send_transfer, SendTransfer(transfer, ("D1002",)), "filip")
    world.run(receive_transfer, ReceiveTransfer(transfer), "nora")
    assert device("D1002").state == "in_stock"
    after = free()
    assert after[0] == before[0] - {"D1002"}
    assert [then - now for then, now in zip(before[1:], after[1:], strict=True)] == [1, 1, 1]
