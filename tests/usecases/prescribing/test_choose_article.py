"""Choosing the article, with the agreement's answer."""

from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from tests.support.prescribing import chosen, ordered, prescription, started
from tests.support.world import World

from handtag.apps.agreements.models import AgreementVersion
from handtag.apps.audit.models import AuditEntry
from handtag.apps.organisations.models import County, Principal
from handtag.apps.prescriptions.models import PrescriptionDecision
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.messages import sentence
from handtag.usecases.prescribing.choose_article import ChooseArticle, choose_article


def refused(world: World, key: UUID, article: str, by: str = "anna", **answers: object) -> Refused:
    with pytest.raises(Refused) as refusal:
        world.run(choose_article, ChooseArticle(key, world.articles[article].number, answers), by)
    assert not PrescriptionDecision.objects.exists()
    assert prescription(key).article is None
    assert "%(" not in sentence(refusal.value)
    return refusal.value


@pytest.mark.law("HSL 8 kap. 7 §, 12 kap. 5 §, FL 31–33 §§")
def test_the_decision_is_kept_with_facts_version_rule_and_trace(world: World) -> None:
    key = chosen(world)
    found = prescription(key)
    decision = PrescriptionDecision.objects.get()
    assert (found.state, found.article, found.payer) == ("article_chosen", world.articles["rollator"], world.region)
    assert (decision.rule, decision.payer, decision.agreement_version) == ("clinic", world.region, world.version)
    assert decision.facts["age"] == 74
    assert decision.decision["citations"][0]["quote"] == "Regionen betalar det som förskrivs på mottagning."
    assert decision.decision["trace"]
    assert decision.decision["document_hash"] == world.version.document_hash


def test_the_municipality_that_pays_is_the_persons_own(world: World) -> None:
    key = chosen(world, person="dagny", by="cilla", care_setting="home_visit")
    assert prescription(key).payer == world.principals["lulea"]
    assert PrescriptionDecision.objects.get().rule == "special-housing"


def test_no_identity_is_part_of_what_is_kept_or_logged(world: World) -> None:
    chosen(world)
    decision = PrescriptionDecision.objects.get()
    written = f"{decision.facts} {decision.decision} {list(AuditEntry.objects.values())}"
    assert not [secret for secret in (world.number("bror"), "1952-09-27", "Björk", "birth_date") if secret in written]


def test_a_decision_cannot_be_changed(world: World) -> None:
    chosen(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        PrescriptionDecision.objects.update(rule="another")


@pytest.mark.law("PDL 3 kap. 14 §")
def test_choosing_anew_keeps_the_first_decision_and_the_last_counts(world: World) -> None:
    key = chosen(world)
    world.run(choose_article, ChooseArticle(key, world.articles["wheelchair"].number), "anna")
    assert PrescriptionDecision.objects.count() == 2
    assert prescription(key).article == world.articles["wheelchair"]


@pytest.mark.law("HSLF-FS 2021:52 competence")
def test_who_has_no_right_is_told_who_has(world: World) -> None:
    refusal = refused(world, started(world, by="nils"), "rollator", "nils")
    assert refusal.code == "prescribing.no_right"
    assert refusal.params["who"] == ("occupational_therapist", "physiotherapist")


def test_a_missing_fact_is_asked_for_at_its_question(world: World) -> None:
    refusal = refused(world, started(world, "asta", "cilla"), "rollator", "cilla")
    assert (refusal.code, refusal.field, refusal.params["missing"]) == (
        "prescribing.undetermined", "care_setting", ("care_setting",),
    )  # fmt: skip


@pytest.mark.law("FL 31–33 §§")
@pytest.mark.parametrize(
    ("article", "by", "code"),
    [
        ("inhaler", "nils", "prescribing.left_open"),
        ("gripper", "anna", "prescribing.own_responsibility"),
        ("unlisted", "anna", "prescribing.out_of_scope"),
    ],
)
def test_what_the_agreement_does_not_carry_is_refused_for_its_own_reason(world: World, article: str, by: str, code: str) -> None:
    assert refused(world, started(world, by=by), article, by).code == code


def test_a_home_visit_at_the_municipalitys_cost_is_not_the_regions_to_prescribe(world: World) -> None:
    refusal = refused(world, started(world), "rollator", care_setting="home_visit")
    assert (refusal.code, refusal.params["payer"]) == ("prescribing.trust_not_allowed", "municipality")


def test_an_answer_to_what_the_records_know_is_refused(world: World) -> None:
    refusal = refused(world, started(world), "rollator", housing="special_housing_sol")
    assert (refusal.code, refusal.field) == ("prescribing.known_already", "housing")


def test_a_payer_that_is_not_registered_is_said(world: World) -> None:
    key = started(world)
    Principal.objects.filter(pk=world.region.pk).update(kind="private")
    refusal = refused(world, key, "rollator")
    assert refusal.code == "prescribing.no_payer_registered"


def test_without_an_agreement_in_force_nothing_is_decided(world: World) -> None:
    key = started(world)
    County.objects.update(agreement_id="another")
    with pytest.raises(NotFound, match="none_in_force"):
        world.run(choose_article, ChooseArticle(key, "10001"), "anna")


def test_an_unknown_article_is_not_found(world: World) -> None:
    with pytest.raises(NotFound, match="no_article"):
        world.run(choose_article, ChooseArticle(started(world), "99999"), "anna")


def test_a_colleague_with_the_right_may_choose_and_another_unit_finds_nothing(world: World) -> None:
    key = started(world, by="nils")
    world.run(choose_article, ChooseArticle(key, "10001"), "anna")
    with pytest.raises(NotFound):
        world.run(choose_article, ChooseArticle(key, "10001"), "bo")


def test_what_is_ordered_is_not_chosen_anew(world: World) -> None:
    key = ordered(world).prescription.key
    with pytest.raises(Refused, match="wrong_state"):
        world.run(choose_article, ChooseArticle(key, "10002"), "anna")


def test_who_does_not_prescribe_finds_no_prescription(world: World) -> None:
    key = started(world)
    for name in ("eva", "filip", "gun", "hanna", "ivan"):
        with pytest.raises((NotFound, NotAllowed)):
            world.run(choose_article, ChooseArticle(key, "10001"), name)
    assert AgreementVersion.objects.count() == 1
    assert prescription(key).article is None
