"""Which price of which agreement holds for an article on a day."""

from datetime import date, timedelta

from tests.support.procurement import a_decision, a_line, an_agreement
from tests.support.world import World

from handtag.apps.procurement.models import AgreementPrice, Lot
from handtag.apps.procurement.queries import agreement_price, offers_for

NEW_YEAR, SUMMER = date(2026, 1, 1), date(2026, 7, 1)


def test_a_price_holds_until_the_next_begins(world: World) -> None:
    chair = world.articles["wheelchair"]
    a_line(an_agreement(world), "N-1", chair, (NEW_YEAR, 900_000), (SUMMER, 950_000))
    before, after = agreement_price(chair.pk, SUMMER - timedelta(days=1)), agreement_price(chair.pk, SUMMER)
    assert before is not None
    assert (before.amount_ore, before.valid_from) == (900_000, NEW_YEAR)
    assert after is not None
    assert (after.amount_ore, after.supplier, after.agreement) == (950_000, "Norrhjul AB", "RA-1")


def test_what_is_no_longer_offered_has_no_price(world: World) -> None:
    chair = world.articles["wheelchair"]
    a_line(an_agreement(world), "N-1", chair, (NEW_YEAR, 900_000), (SUMMER, None))
    assert agreement_price(chair.pk, SUMMER - timedelta(days=1)) is not None
    assert agreement_price(chair.pk, SUMMER) is None


def test_an_agreement_holds_from_its_first_day_through_its_last(world: World) -> None:
    chair = world.articles["wheelchair"]
    first, last = date(2026, 3, 1), date(2026, 8, 31)
    a_line(an_agreement(world, valid_from=first, valid_to=last), "N-1", chair, (NEW_YEAR, 900_000))
    held = [agreement_price(chair.pk, day) is not None for day in (first - timedelta(days=1), first, last, last + timedelta(days=1))]
    assert held == [False, True, True, False]


def test_of_two_from_the_same_day_the_one_recorded_last_holds(world: World) -> None:
    chair = world.articles["wheelchair"]
    agreement = an_agreement(world)
    line = a_line(agreement, "N-1", chair, (NEW_YEAR, 900_000), (SUMMER, 990_000))
    corrected = a_decision(agreement, SUMMER)
    AgreementPrice.objects.create(line=line, valid_from=SUMMER, amount_ore=909_000, decision=corrected, recorded_at=corrected.decided_at)
    found = agreement_price(chair.pk, SUMMER)
    assert found is not None
    assert found.amount_ore == 909_000


def test_offers_come_in_rank_then_by_price(world: World) -> None:
    chair, other = world.articles["wheelchair"], world.articles["wheelchair_b"]
    lot = Lot.objects.create(agreement=(first := an_agreement(world, "RA-1", "Norrhjul AB")), number="1", name="Drivna")
    a_line(first, "N-1", chair, (NEW_YEAR, 990_000), lot=lot, rank=1)
    a_line(an_agreement(world, "RA-2", "Sydhjul AB"), "S-1", chair, (NEW_YEAR, 800_000), rank=2)
    a_line(an_agreement(world, "RA-3", "Västhjul AB"), "V-1", chair, (NEW_YEAR, 700_000), rank=2)
    offers = offers_for([chair.pk, other.pk], SUMMER)
    assert [(offer.agreement, offer.lot) for offer in offers[chair.pk]] == [("RA-1", "1"), ("RA-3", ""), ("RA-2", "")]
    assert offers[other.pk] == ()


def test_a_line_says_its_own_warranty_or_has_the_agreements(world: World) -> None:
    chair, other = world.articles["wheelchair"], world.articles["wheelchair_b"]
    agreement = an_agreement(world, warranty_months=24)
    a_line(agreement, "N-1", chair, (NEW_YEAR, 1), warranty_months=60)
    a_line(agreement, "N-2", other, (NEW_YEAR, 1))
    offers = offers_for([chair.pk, other.pk], SUMMER)
    assert [offers[one.pk][0].warranty_months for one in (chair, other)] == [60, 24]
