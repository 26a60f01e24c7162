"""The catalogue is looked after on its pages: each part of an article, attributes, comparisons, files, proposed articles."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.support.articles import PROPOSAL, approved, in_series, picture, png, told, validated
from tests.support.world import World

from handtag.apps.catalogue.models import ArticleFile, ArticleRequest, AssortmentDecision, Fit, Instruction
from handtag.apps.catalogue.queries import equivalents_of
from handtag.usecases.catalogue.set_attribute_values import SetAttributeValues, set_attribute_values
from handtag.web.catalogue.changes import CHANGES

URL = "/sortiment/"


def log_in(client: Client, world: World, name: str) -> Client:
    client.force_login(world.assignments[name].user)
    return client


@pytest.fixture
def eva(client: Client, world: World) -> Client:
    return log_in(client, world, "eva")


def change(client: Client, part: str, **given: object) -> int:
    return client.post(f"{URL}10001/andra/{part}/", given).status_code


@pytest.mark.parametrize("part", sorted(CHANGES))
def test_every_part_has_its_form_for_who_looks_after_the_catalogue(eva: Client, world: World, part: str) -> None:
    told(world)
    assert f"{URL}10001/andra/{part}/" in eva.get(f"{URL}10001/").content.decode()
    assert eva.get(f"{URL}10001/andra/{part}/").status_code == 200
    assert log_in(eva, world, "anna").get(f"{URL}10001/andra/{part}/").status_code == 403
    assert "/andra/" not in eva.get(f"{URL}10001/").content.decode()


def test_an_unknown_part_or_article_is_not_found(eva: Client) -> None:
    assert eva.get(f"{URL}10001/andra/annat/").status_code == 404
    assert eva.get(f"{URL}finns-inte/andra/uppgifter/").status_code == 404


def test_details_are_changed_and_a_refused_name_stands_at_its_field(eva: Client, world: World) -> None:
    given = {"name": "rollator", "supplier": "Norrhjul AB", "lead_time_days": 12, "series": "Lätt", "gtin": "", "description": ""}
    answer = eva.post(f"{URL}10001/andra/uppgifter/", given)
    assert answer.status_code == 422
    assert "name" in answer.context["form"].errors
    assert change(eva, "uppgifter", **given | {"name": "Rollator Lätt, smal"}) == 303
    html = eva.get(f"{URL}10001/").content.decode()
    assert "Rollator Lätt, smal" in html
    assert "Norrhjul AB" in html


def test_a_decision_is_kept_with_its_day(eva: Client, world: World, settings: object) -> None:
    from handtag.web.shell.assignment import today

    day = today() + timedelta(days=30)
    given = {"assortment": "phased_out", "valid_from": day.isoformat(), "principal_id": "", "reason": "Avtalet löper ut"}
    assert change(eva, "sortiment", **given) == 303
    assert AssortmentDecision.objects.get(article__number="10001").valid_from == day
    assert "Avtalet löper ut" in eva.get(f"{URL}10001/").content.decode()
    assert change(eva, "sortiment", **given) == 422


def test_values_fits_groups_and_instructions_are_told_on_the_article(eva: Client, world: World) -> None:
    told(world)
    in_series(world, "rollator", "rollator_plus")
    assert change(eva, "egenskaper", Bredd="60,5") == 303
    assert change(eva, "tillbehor", part_number="20010", for_series="on", standard_quantity=1, maximum_quantity=2, fits="yes") == 303
    assert change(eva, "ersattning", name="Smala", numbers="10001\n10003", is_binding="") == 303
    assert change(eva, "anvisningar", step="pick", text="Ta med nyckeln") == 303
    html = eva.get(f"{URL}10001/").content.decode()
    for words in ("60,5 cm", "Smala", "Ta med nyckeln", "10003"):
        assert words in html
    assert Fit.objects.get(part__number="20010", main_series__isnull=False).maximum_quantity == 2
    assert Instruction.objects.get().step == "pick"
    article = world.articles["rollator"]
    assert {other.article.number: other.is_binding for other in equivalents_of([article])[article.pk]}["10003"] is True  # ROLL too
    assert change(eva, "egenskaper", Bredd="smal") == 422


def test_a_picture_is_shown_as_what_it_is_and_can_be_taken_away(eva: Client, world: World) -> None:
    sent = SimpleUploadedFile("sida.exe", png(), "application/x-msdownload")
    assert change(eva, "filer", kind="picture", title="Sedd från sidan", content=sent) == 303
    file = ArticleFile.objects.get()
    answer = eva.get(f"{URL}fil/{file.pk}/")
    assert (answer.headers["Content-Type"], answer.headers["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert answer.content == png()
    assert 'alt="Sedd från sidan"' in eva.get(f"{URL}10001/").content.decode()
    assert eva.post(f"{URL}10001/ta-bort/{file.pk}/").status_code == 303
    assert eva.get(f"{URL}fil/{file.pk}/").status_code == 404
    wrong = SimpleUploadedFile("bild.png", b"<svg></svg>", "image/png")
    assert change(eva, "filer", kind="picture", title="x", content=wrong) == 422


def test_another_centres_picture_is_not_shown(client: Client, world: World) -> None:
    from tests.support.strangers import add_strangers

    file = picture(world)
    add_strangers(world)
    assert log_in(client, world, "far_desk").get(f"{URL}fil/{file}/").status_code == 404


def test_attributes_are_defined_and_articles_compared(eva: Client, world: World) -> None:
    given = {"iso_group": "1206", "name": "Färg", "type": "choice", "choices": "Röd\nGrå", "is_comparable": "on", "position": 0, "unit": ""}
    assert eva.post(f"{URL}egenskap/", given).status_code == 303
    assert eva.post(f"{URL}egenskap/", given | {"choices": "Röd"}).status_code == 422
    for number, colour in (("10001", "röd"), ("10002", "grå")):
        world.run(set_attribute_values, SetAttributeValues(number, {"Färg": colour}), "eva")
    html = eva.get(f"{URL}jamfor/?artiklar=10001,10002 finns-inte").content.decode()
    assert html.index("Röd") < html.index("Grå")
    assert html.count('<th scope="col">') == 2
    assert eva.get(f"{URL}jamfor/").status_code == 200


def test_a_proposal_goes_from_who_needs_it_to_the_assortment(client: Client, world: World) -> None:
    anna = log_in(client, world, "anna")
    given = {"name": PROPOSAL.name, "iso_code": PROPOSAL.iso_code, "supplier": PROPOSAL.supplier, "why": PROPOSAL.why}
    assert anna.post(f"{URL}forslag/nytt/", given | {"name": "rollator"}).status_code == 422
    assert anna.post(f"{URL}forslag/nytt/", given).status_code == 303
    request = ArticleRequest.objects.get()
    address = f"{URL}forslag/{request.pk}/"
    assert PROPOSAL.name in anna.get(f"{URL}forslag/").content.decode()
    assert anna.get(address).status_code == 200
    eva = log_in(client, world, "eva")
    checked = {
        "number": "10099",
        "name": PROPOSAL.name,
        "kind": "device",
        "supplier": "Björken AB",
        "lead_time_days": 14,
        "assortment": "stocked",
    }
    assert eva.post(address, checked | {"number": "10001"}).status_code == 422
    assert eva.post(address, checked).status_code == 303
    assert "godkann" not in eva.get(address).content.decode()
    inga = log_in(client, world, "inga")
    assert "godkann" in inga.get(address).content.decode()
    assert inga.post(f"{address}godkann/").status_code == 303
    assert inga.post(f"{address}publicera/").headers["Location"] == f"{URL}10099/"


def test_others_do_not_see_what_one_has_proposed(client: Client, world: World) -> None:
    request = validated(world)
    bo = log_in(client, world, "bo")
    assert PROPOSAL.name not in bo.get(f"{URL}forslag/").content.decode()
    assert bo.get(f"{URL}forslag/{request}/").status_code == 404
    assert bo.post(f"{URL}forslag/{request}/godkann/").status_code == 403


def test_a_proposal_is_declined_with_its_reason(eva: Client, world: World) -> None:
    address = f"{URL}forslag/{approved(world)}/"
    assert eva.post(f"{address}annat/").status_code == 404
    assert eva.post(f"{address}avsla/", {"reason": ""}).status_code != 303
    assert eva.post(f"{address}avsla/", {"reason": "Finns redan"}).status_code == 303
    assert "Finns redan" in eva.get(address).content.decode()
