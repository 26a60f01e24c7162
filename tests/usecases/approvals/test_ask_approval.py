"""A prescription that needs an approval: it is raised, the payer is told, the order waits, the prescriber asks."""

from datetime import timedelta

import pytest
from tests.support.approvals import MOTIVE, SOURCE, asked, decided, fresh, kinds, needed, rule, trust
from tests.support.prescribing import chosen, lend, ordered
from tests.support.world import TODAY, World

from handtag.apps.approvals.models import Approval, CostNotice
from handtag.apps.orders.models import Order
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.approvals.ask_approval import AskApproval, ask_approval
from handtag.usecases.messages import sentence
from handtag.usecases.ordering.place_order import PlaceOrder, place_order
from handtag.usecases.prescribing.choose_article import ChooseArticle, choose_article
from handtag.usecases.stores.take_out import TakeOut, take_out


def place(world: World, approval: Approval, by: str = "anna", point: str = "health_centre") -> str:
    return world.run(place_order, PlaceOrder(approval.prescription.key, world.points[point].pk), by)


def refused(world: World, approval: Approval, **more: str) -> Refused:
    with pytest.raises(Refused) as refusal:
        place(world, approval, **more)
    assert not Order.objects.filter(prescription=approval.prescription).exists()
    assert "%(" not in sentence(refusal.value)
    return refusal.value


def test_what_needs_no_approval_is_ordered_at_once(world: World) -> None:
    assert ordered(world).number == "100001"
    assert not Approval.objects.exists()
    assert not CostNotice.objects.exists()


def test_a_rule_of_the_county_raises_a_need_with_its_source_and_the_forecast(world: World) -> None:
    approval = needed(world)
    assert (approval.state, approval.decider, approval.payer) == ("needed", "payer", world.region)
    assert [(one["kind"], one["source"]) for one in approval.reasons] == [("amount", SOURCE)]
    assert (approval.unit_ore, approval.months, approval.total_ore) == (9_100, 36, 327_600)


def test_the_order_is_stopped_until_somebody_has_asked_and_says_who_approves(world: World) -> None:
    refusal = refused(world, needed(world))
    assert (refusal.code, refusal.params["who"]) == ("approvals.not_asked", "Region Prov")


def test_the_order_waits_for_the_answer_and_says_until_when(world: World) -> None:
    refusal = refused(world, asked(world))
    assert (refusal.code, refusal.params["due"]) == ("approvals.waits", (TODAY + timedelta(days=14)).isoformat())


@pytest.mark.parametrize(("verdict", "code"), [("refused", "approvals.is_refused"), ("question", "approvals.question_waits")])
def test_a_no_and_a_question_stop_the_order(world: World, verdict: str, code: str) -> None:
    assert refused(world, decided(world, verdict)).code == code


def test_with_a_yes_it_is_ordered(world: World) -> None:
    approval = decided(world, "approved", "")
    assert place(world, approval) == "100001"


def test_asking_begins_the_clock_and_counts_with_what_the_prescriber_expects(world: World) -> None:
    approval = needed(world)
    due = world.run(ask_approval, AskApproval(approval.key, f" {MOTIVE} ", months=12), "anna")
    found = fresh(approval)
    assert due == found.due_on.isoformat() == (TODAY + timedelta(days=14)).isoformat()
    assert (found.state, found.motive, found.total_ore) == ("asked", MOTIVE, 12 * 9_100)
    assert kinds(found) == ["raised", "asked"]
    assert found.prescription.steps.filter(kind="approval_asked").exists()


@pytest.mark.parametrize(
    ("data", "field"),
    [({"motive": "  "}, "motive"), ({"months": 0}, "months"), ({"months": 241}, "months"), ({"pieces": 0}, "pieces")],
)
def test_a_request_that_says_too_little_is_refused_at_its_field(world: World, data: dict[str, object], field: str) -> None:
    approval = needed(world)
    with pytest.raises(Refused) as refusal:
        world.run(ask_approval, AskApproval(**{"approval_key": approval.key, "motive": MOTIVE, **data}), "anna")  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert fresh(approval).state == "needed"


def test_it_is_asked_for_once(world: World) -> None:
    approval = asked(world)
    with pytest.raises(Refused, match="wrong_state"):
        world.run(ask_approval, AskApproval(approval.key, MOTIVE), "anna")


def test_another_units_request_is_not_found_and_other_roles_do_not_ask(world: World) -> None:
    approval = needed(world)
    with pytest.raises(NotFound):
        world.run(ask_approval, AskApproval(approval.key, MOTIVE), "cilla")
    with pytest.raises(NotAllowed):
        world.run(ask_approval, AskApproval(approval.key, MOTIVE), "gun")


def test_another_device_takes_the_need_away_and_is_weighed_anew(world: World) -> None:
    before = asked(world)
    world.run(choose_article, ChooseArticle(before.prescription.key, world.articles["shower_chair"].number), "anna")
    assert fresh(before).state == "dropped"
    assert not Approval.objects.exclude(state="dropped").filter(total_ore=before.total_ore).exists()


@pytest.mark.parametrize("required", ["required", "not_required"])
def test_whoever_pays_is_told_at_once_what_another_prescribes(world: World, required: str) -> None:
    trust(world, required)
    key = chosen(world, person="asta", by="cilla", care_setting="health_centre")
    notice = CostNotice.objects.get()
    assert (notice.payer, notice.unit, notice.total_ore) == (world.region, world.units["lulea_care"], 327_600)
    assert Approval.objects.filter(prescription__key=key).count() == (1 if required == "required" else 0)


def test_the_payers_approval_rests_on_the_agreements_own_words(world: World) -> None:
    trust(world)
    chosen(world, person="asta", by="cilla", care_setting="health_centre")
    (why,) = Approval.objects.get().reasons
    assert (why["kind"], why["rule"]) == ("trust", 0)
    assert why["source"].startswith("Testöverenskommelsen, avsnitt")


def test_one_more_of_the_same_group_needs_an_approval(world: World) -> None:
    lend(world, ordered(world))
    rule(world, "double", over_ore=None)
    chosen(world, "rollator_plus")
    assert [one["kind"] for one in Approval.objects.get().reasons] == ["double"]


def test_one_on_its_way_on_another_prescription_counts_too(world: World) -> None:
    ordered(world)
    rule(world, "double", over_ore=None)
    chosen(world)
    assert Approval.objects.count() == 1


def test_the_group_and_the_payer_are_asked_each_for_their_own(world: World) -> None:
    rule(world)
    rule(world, "rare", "group", iso_prefix="1206", over_ore=None, days=30)
    chosen(world)
    assert sorted((one.decider, one.days) for one in Approval.objects.all()) == [("group", 30), ("payer", 14)]


def test_what_needs_an_approval_is_not_taken_out_of_an_unstaffed_store(world: World) -> None:
    from tests.support.stores import VALID

    data, name = VALID["take_out"](world)
    rule(world, over_ore=0)
    with pytest.raises(Refused) as refusal:
        world.run(take_out, data, name)
    assert refusal.value.code == "approvals.not_asked"
    assert isinstance(data, TakeOut)
    assert not Order.objects.filter(person__key=data.person_key).exists()
