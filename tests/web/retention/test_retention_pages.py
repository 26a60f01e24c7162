"""The pages of retention: looked at, proposed, approved by another, carried out; and holds that tell of no one."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import LazySettings
from django.test import Client
from tests.support import culling, register
from tests.support.clock import stands
from tests.support.culling import ELEVEN_YEARS_ON
from tests.support.numbers import personnummer
from tests.support.pages import persons_in, signed_in

from handtag.apps.audit.models import AccessEntry
from handtag.apps.retention.models import Culled, LegalHold, LegalHoldLift, Proposal, Withdrawal

if TYPE_CHECKING:
    from tests.support.world import World


class Clock:
    """The time of day, moved by hand."""

    now = ELEVEN_YEARS_ON

    def __call__(self) -> object:
        return self.now


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    stands(monkeypatch, clock)
    return clock


@pytest.fixture
def old(world: "World", time: Clock) -> "World":
    return culling.long_ago(world)


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def page(proposal: Proposal) -> str:
    return f"/gallring/forslag/{proposal.key}/"


def proposed(world: "World") -> Proposal:
    return Proposal.objects.get(key=culling.proposed(world).proposal_key)


def approval(proposal: Proposal) -> dict[str, str]:
    return {"contents_hash": proposal.contents_hash}


@pytest.mark.law("GDPR art. 17, Arkivlagen 10 §")
def test_what_one_has_proposed_another_approves_and_it_is_removed(old: "World") -> None:
    karin, lova = signed_in(old, "karin"), signed_in(old, "lova")
    assert "2010-01-01" in text(karin, "/gallring/provkorning/")
    assert not Proposal.objects.exists()
    answer = karin.post("/gallring/provkorning/")
    proposal = Proposal.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, page(proposal))
    assert f"{page(proposal)}godkann/" not in text(karin, page(proposal)), "one's own is not offered for approval"
    assert f"{page(proposal)}godkann/" in text(lova, page(proposal))
    assert lova.post(f"{page(proposal)}godkann/", approval(proposal)).status_code == 303
    assert karin.post(f"{page(proposal)}gallra/").status_code == 303
    shown = text(karin, page(proposal))
    assert Culled.objects.count() == 1
    assert old.viewer("lova").name in shown
    assert f"{page(proposal)}gallra/" not in shown
    assert persons_in(shown) == []


def test_ones_own_proposal_is_refused_in_words_on_its_page(old: "World") -> None:
    proposal = proposed(old)
    answer = signed_in(old, "karin").post(f"{page(proposal)}godkann/", approval(proposal))
    assert answer.status_code == 422
    assert 'id="error-summary"' in answer.content.decode()
    assert Proposal.objects.get().approved_by == ""


def test_another_content_than_the_one_that_was_read_is_not_approved(old: "World") -> None:
    proposal = proposed(old)
    assert signed_in(old, "lova").post(f"{page(proposal)}godkann/", {"contents_hash": "0" * 64}).status_code == 422
    assert Proposal.objects.get().approved_by == ""


def test_a_proposal_whose_time_is_over_offers_nothing(old: "World", time: Clock) -> None:
    proposal = proposed(old)
    time.now += timedelta(days=30)
    lova = signed_in(old, "lova")
    assert f"{page(proposal)}godkann/" not in text(lova, page(proposal))
    assert lova.post(f"{page(proposal)}godkann/", approval(proposal)).status_code == 422


def test_a_proposal_is_withdrawn(old: "World") -> None:
    proposal, karin = proposed(old), signed_in(old, "karin")
    assert karin.post(f"{page(proposal)}dra-tillbaka/").status_code == 303
    assert Withdrawal.objects.get().withdrawn_by == old.viewer("karin").code
    assert f"{page(proposal)}dra-tillbaka/" not in text(karin, page(proposal))
    assert karin.post(f"{page(proposal)}dra-tillbaka/").status_code == 422


def test_a_hold_that_came_afterwards_stops_the_removal_and_says_so(old: "World") -> None:
    key = culling.approved(old)
    LegalHold.objects.create(
        person=old.persons["asta"], principal=old.principals["lulea"], reason="dispute", case_number="1", set_by="user:1",
        set_at=ELEVEN_YEARS_ON,
    )  # fmt: skip
    answer = signed_in(old, "karin").post(f"/gallring/forslag/{key}/gallra/")
    assert answer.status_code == 422
    assert 'id="error-summary"' in answer.content.decode()
    assert not Culled.objects.exists()


def test_nothing_old_is_said_and_not_proposed(world: "World") -> None:
    karin = signed_in(world, "karin")
    assert '<form method="post" class="stack"' not in text(karin, "/gallring/provkorning/")
    assert karin.post("/gallring/provkorning/").status_code == 422


def test_without_a_plan_the_pages_say_so(world: "World", settings: LazySettings) -> None:
    settings.RETENTION_PLAN = ""
    karin = signed_in(world, "karin")
    for path in ("/gallring/", "/gallring/provkorning/"):
        assert "ds-alert" in text(karin, path)


def test_a_hold_is_set_and_lifted_and_its_pages_tell_of_no_one(world: "World") -> None:
    karin = signed_in(world, "karin")
    given = {"personnummer": world.number("dagny"), "reason": "dispute", "case_number": "HSN 2026/17"}
    answer = karin.post("/gallring/undantag/", given)
    assert (answer.status_code, answer["Location"]) == (303, "/gallring/undantag/")
    assert AccessEntry.objects.get(action="person.held").person_key == world.key("dagny")
    hold = LegalHold.objects.get()
    listed, one = text(karin, "/gallring/undantag/"), text(karin, f"/gallring/undantag/{hold.pk}/")
    assert "HSN 2026/17" in listed
    assert persons_in(listed + one) == []
    assert karin.post(f"/gallring/undantag/{hold.pk}/", {"words": ""}).status_code == 422
    assert karin.post(f"/gallring/undantag/{hold.pk}/", {"words": "Tvisten är avgjord"}).status_code == 303
    assert LegalHoldLift.objects.get().words == "Tvisten är avgjord"
    text(karin, f"/gallring/undantag/{hold.pk}/", 404)


def test_whoever_is_known_by_a_reserve_number_can_be_held_too(world: "World") -> None:
    given = register.only_reserve_number(world) | {"reason": "dispute", "case_number": "HSN 2026/18"}
    assert signed_in(world, "karin").post("/gallring/undantag/", given).status_code == 303
    assert AccessEntry.objects.get(action="person.held").person_key == world.key("dagny")


@pytest.mark.parametrize(
    "changed", [{"personnummer": personnummer("19330606")}, {"personnummer": "1"}, {"reason": ""}, {"case_number": " "}]
)
def test_what_is_wrong_with_a_hold_is_said_at_its_field(world: "World", changed: dict[str, str]) -> None:
    given = {"personnummer": world.number("dagny"), "reason": "recall", "case_number": "1", **changed}
    answer = signed_in(world, "karin").post("/gallring/undantag/", given)
    assert answer.status_code == 422
    assert f'href="#id_{next(iter(changed))}' in answer.content.decode()
    assert not LegalHold.objects.exists()


def test_who_reviews_the_log_approves_and_does_nothing_else(old: "World") -> None:
    proposal, lova = proposed(old), signed_in(old, "lova")
    text(lova, "/gallring/")
    for path in ("/gallring/provkorning/", "/gallring/undantag/"):
        text(lova, path, 403)
    assert lova.post(f"{page(proposal)}dra-tillbaka/").status_code == 403
    assert lova.post(f"{page(proposal)}gallra/").status_code == 403


@pytest.mark.parametrize("name", ["anna", "eva", "ivan", "hanna"])
def test_others_do_not_reach_retention(world: "World", name: str) -> None:
    client = signed_in(world, name)
    for path in ("/gallring/", "/gallring/provkorning/", "/gallring/undantag/"):
        text(client, path, 403)


def test_another_care_providers_proposal_and_hold_do_not_exist(old: "World") -> None:
    proposal, hold = proposed(old), culling.held(old)
    rut = signed_in(old, "rut")
    text(rut, page(proposal), 404)
    assert rut.post(f"{page(proposal)}godkann/", approval(proposal)).status_code == 404
    answer = rut.get(f"/gallring/undantag/{hold}/")
    assert answer.status_code in {403, 404}
