"""Two persons bring prices into force: exactly what was proposed, on its day, or nothing."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.support.procurement import LIST, an_agreement, approved, proposed
from tests.support.world import NOW, TODAY, World

from handtag.apps.catalogue.models import Article
from handtag.apps.procurement.models import AgreementLine, AgreementPrice, PriceDecision, PriceProposal
from handtag.apps.procurement.queries import agreement_price
from handtag.domain.values.errors import Conflict, NotFound, Refused
from handtag.usecases.procurement.approve_prices import ApprovePrices, approve_prices

NEW_YEAR = date(2027, 1, 1)


def approve(world: World, proposal: PriceProposal, name: str = "bea", contents: str = "", days: int = 0) -> int:
    asked = ApprovePrices(proposal.key, contents or proposal.contents_hash)
    return world.run(approve_prices, asked, name, now=NOW + timedelta(days=days))


def test_prices_hold_from_their_day(world: World) -> None:
    agreement, chair = an_agreement(world), world.articles["wheelchair"]
    assert approve(world, proposed(world, agreement, on=NEW_YEAR)) == 2
    assert agreement_price(chair.pk, NEW_YEAR - timedelta(days=1)) is None
    found = agreement_price(chair.pk, NEW_YEAR)
    assert found is not None
    assert (found.amount_ore, found.number, found.agreement) == (900_000, "N-1", "RA-1")


def test_the_same_list_again_changes_nothing(world: World) -> None:
    agreement = an_agreement(world)
    approved(world, agreement)
    before = list(AgreementPrice.objects.values_list("pk", flat=True)), list(AgreementLine.objects.values())
    again = proposed(world, agreement)
    assert (again.counts["unchanged"], again.counts["new"], again.counts["changed"]) == (2, 0, 0)
    with pytest.raises(Refused, match=r"procurement\.nothing_to_approve"):
        approve(world, again)
    assert (list(AgreementPrice.objects.values_list("pk", flat=True)), list(AgreementLine.objects.values())) == before


def test_who_proposed_never_approves(world: World) -> None:
    made = proposed(world, an_agreement(world))
    with pytest.raises(Refused, match=r"procurement\.same_person"):
        approve(world, made, "inga")
    assert not AgreementPrice.objects.exists()


def test_the_database_itself_refuses_an_approval_by_one_person(world: World) -> None:
    made = proposed(world, an_agreement(world))
    with pytest.raises(IntegrityError), transaction.atomic():
        PriceDecision.objects.create(proposal=made, decision="approved", proposed_by="user:1", decided_by="user:1", decided_at=NOW)


def test_a_list_is_decided_once(world: World) -> None:
    made = proposed(world, an_agreement(world))
    approve(world, made)
    with pytest.raises(Refused, match=r"procurement\.decided_already"):
        approve(world, made, "bea")


def test_nothing_is_written_when_the_agreement_has_changed_meanwhile(world: World) -> None:
    agreement = an_agreement(world)
    first = proposed(world, agreement)
    second = proposed(world, agreement, LIST.replace("9 000", "8 000"))
    approve(world, first)
    written = AgreementPrice.objects.count()
    with pytest.raises(Conflict, match=r"procurement\.changed"):
        approve(world, second)
    assert AgreementPrice.objects.count() == written


def test_nothing_is_written_that_was_not_read(world: World) -> None:
    with pytest.raises(Conflict):
        approve(world, proposed(world, an_agreement(world)), contents="0" * 64)
    assert not AgreementPrice.objects.exists()


def test_a_change_whose_day_has_passed_is_proposed_anew(world: World) -> None:
    agreement = an_agreement(world)
    approved(world, agreement)
    made = proposed(world, agreement, LIST.replace("9 000", "9 100"), on=TODAY + timedelta(days=1))
    with pytest.raises(Conflict, match=r"procurement\.changed"):
        approve(world, made, days=2)


def test_a_price_is_corrected_until_its_day_comes(world: World) -> None:
    agreement, chair = an_agreement(world), world.articles["wheelchair"]
    approved(world, agreement, on=NEW_YEAR)
    approved(world, agreement, LIST.replace("9 000", "8 900"), on=NEW_YEAR)
    found = agreement_price(chair.pk, NEW_YEAR)
    assert found is not None
    assert found.amount_ore == 890_000


def test_a_complete_list_ends_what_it_has_not(world: World) -> None:
    agreement, chair = an_agreement(world), world.articles["wheelchair"]
    approved(world, agreement)
    approved(world, agreement, "Art.nr;Benämning;Pris;Vårt artikelnummer\nN-2;Drivrullstol bas;5 000,00;\n", on=NEW_YEAR, is_complete=True)
    assert agreement_price(chair.pk, NEW_YEAR - timedelta(days=1)) is not None
    assert agreement_price(chair.pk, NEW_YEAR) is None


def test_lines_meet_our_articles_by_gtin_and_by_the_suppliers_number(world: World) -> None:
    agreement = an_agreement(world)
    chair, other = world.articles["wheelchair"], world.articles["wheelchair_b"]
    Article.objects.filter(pk=chair.pk).update(gtin="07350053850019")
    Article.objects.filter(pk=other.pk).update(supplier_number="N-2", supplier=agreement.supplier)
    Article.objects.filter(pk=world.articles["cushion"].pk).update(supplier_number="N-3")  # another supplier's
    table = "Art.nr;Benämning;Pris;EAN\nN-1;Stol;1;7350053850019\nN-2;Stol;1;\nN-3;Dyna;1;\n"
    made = proposed(world, agreement, table, columns={"number": 0, "name": 1, "price": 2, "gtin": 3})
    approve(world, made)
    assert dict(AgreementLine.objects.values_list("number", "article__number")) == {"N-1": "20001", "N-2": "20002", "N-3": None}


def test_a_new_name_is_taken_over(world: World) -> None:
    agreement = an_agreement(world)
    approved(world, agreement)
    approved(world, agreement, LIST.replace("Drivrullstol bas", "Drivrullstol grund"), on=NEW_YEAR)
    assert AgreementLine.objects.get(number="N-2").name == "Drivrullstol grund"
    assert AgreementLine.objects.count() == 2


def test_another_centres_list_is_not_there(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(approve_prices, ApprovePrices(world.key("asta"), ""), "bea")
