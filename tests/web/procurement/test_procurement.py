"""Framework agreements in the pages: registered, price lists read in by any layout, approved by another person, and looked up."""

from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.support.pages import signed_in
from tests.support.procurement import LIST, an_agreement, approved, proposed
from tests.support.world import TODAY, World

from handtag.apps.procurement.models import AgreementLine, AgreementPrice, FrameworkAgreement, Option, PriceProposal
from handtag.apps.procurement.queries import agreement_price

START = "/ramavtal/"
NEW = {"number": "RA-7", "title": "Rullstolar", "supplier": "Norrhjul AB", "valid_from": "2026-01-01", "valid_to": "2027-12-31"}


@pytest.fixture
def inga(world: World) -> Client:
    return signed_in(world, "inga")


def workbook(*rows: tuple[object, ...]) -> bytes:
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Prislista")
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return file.getvalue()


def sent(client: Client, agreement: FrameworkAgreement, content: bytes, name: str = "priser.xlsx") -> Any:
    return client.post(f"{START}{agreement.key}/prislista/", {"file": SimpleUploadedFile(name, content)})


def test_a_list_goes_from_file_to_price_by_two_persons(world: World, inga: Client) -> None:
    assert "Rullstolar" not in inga.get(START).content.decode()
    answer = inga.post(
        f"{START}nytt/", {**NEW, "warranty_months": "24", "lots": "1; Drivrullstolar; 2", "options": "2029-12-31; 2027-06-30"}
    )
    assert answer.status_code == 303, answer.context["form"].errors
    agreement = FrameworkAgreement.objects.get()
    file = workbook(
        ("Prislista 2026",), ("Art.nr", "Benämning", "Nettopris", "Vårt artnr"), (1234, "Stol", 9000.5, "20001"), (5, "Ben", "x", "")
    )
    answer = sent(inga, agreement, file)
    page = inga.get(answer["Location"])
    columns = {name: page.context["form"][f"column_{name}"].initial for name in ("number", "name", "price", "article")}
    assert columns == {"number": "0", "name": "1", "price": "2", "article": "3"}
    chosen = {f"column_{name}": at for name, at in columns.items()} | {"effective_on": TODAY.isoformat()}
    answer = inga.post(answer["Location"], chosen)
    address = answer["Location"]
    text = inga.get(address).content.decode()
    assert "”x”" in text
    assert "godkann" not in text  # who proposed may not approve
    other = signed_in(world, "bea")
    page = other.get(address)
    answer = other.post(f"{address}godkann/", {"contents_hash": page.context["proposal"].contents_hash})
    assert answer.status_code == 303
    found = agreement_price(world.articles["wheelchair"].pk, TODAY)
    assert found is not None
    assert (found.amount_ore, found.number) == (900_050, "1234")
    assert "1234" in inga.get(f"{START}{agreement.key}/?q=stol").content.decode()
    assert "Stol" in inga.get(address).content.decode()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_every_verdict_can_be_taken_away(world: World, inga: Client, ending: str) -> None:
    made = proposed(world, an_agreement(world), "Art.nr;Pris;Namn;x\n=1+1;5;@SUM(A1);\nA;;\n")
    answer = inga.get(f"{START}prisforslag/{made.key}/?format={ending}")
    assert answer.status_code == 200
    if ending == "csv":
        rows = answer.content.decode("utf-8-sig").splitlines()
        assert len(rows) == 4
        assert not any(cell.startswith(("=", "@", "+")) for row in rows for cell in row.split(";"))


def test_what_needs_a_look_comes_first_and_tabs_narrow(world: World, inga: Client) -> None:
    agreement = an_agreement(world)
    approved(world, agreement)
    made = proposed(world, agreement, LIST.replace("9 000", "9 100").replace("5 000", "9 999"), on=TODAY.replace(year=2027))
    page = inga.get(f"{START}prisforslag/{made.key}/")
    assert [one.verdict for one in page.context["page"]] == ["refused", "changed", "changed", "ignored"]
    assert [one.number for one in page.context["page"]][1:3] == ["N-2", "N-1"]
    page = inga.get(f"{START}prisforslag/{made.key}/?visa=changed")
    assert {one.verdict for one in page.context["page"]} == {"changed"}


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [(b"<html></html>", "a.xlsx", "a.xlsx"), (b"", "a.csv", ""), (b'Art;Pris\n1;"5' + b"x" * 40_000, "a.csv", "a.csv")],
)
def test_a_file_that_is_no_list_is_told(world: World, inga: Client, content: bytes, name: str, said: str) -> None:
    answer = sent(inga, an_agreement(world), content, name)
    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors["file"])


def test_the_suppliers_next_list_is_read_as_the_last_one(world: World, inga: Client) -> None:
    agreement = an_agreement(world)
    approved(world, agreement)
    answer = sent(inga, agreement, b"Pris;x;Art.nr\n5;;N-1\n", "ny.csv")
    page = inga.get(answer["Location"])
    assert page.context["as_before"]
    assert (page.context["form"]["column_price"].initial, page.context["form"]["column_number"].initial) == ("0", "2")


def test_a_missing_column_is_said_at_its_field(world: World, inga: Client) -> None:
    answer = sent(inga, an_agreement(world), LIST.encode(), "a.csv")
    answer = inga.post(answer["Location"], {"column_number": "0", "effective_on": TODAY.isoformat()})
    assert answer.status_code == 422
    assert "column_price" in answer.context["form"].errors
    assert not PriceProposal.objects.exists()


def test_approving_what_has_changed_says_so_and_writes_nothing(world: World) -> None:
    made = proposed(world, an_agreement(world))
    answer = signed_in(world, "bea").post(f"{START}prisforslag/{made.key}/godkann/", {"contents_hash": "0" * 64})
    assert answer.status_code == 422
    assert not AgreementPrice.objects.exists()


def test_a_list_is_turned_down_with_a_reason(world: World) -> None:
    made, bea = proposed(world, an_agreement(world)), signed_in(world, "bea")
    assert bea.post(f"{START}prisforslag/{made.key}/avsla/", {"reason": ""}).status_code == 422
    assert bea.post(f"{START}prisforslag/{made.key}/avsla/", {"reason": "Fel år"}).status_code == 303
    assert "Fel år" in bea.get(f"{START}prisforslag/{made.key}/").content.decode()


def test_options_ends_details_and_links(world: World, inga: Client) -> None:
    agreement = an_agreement(world)
    Option.objects.create(agreement=agreement, extends_to="2028-12-31", use_by="2027-06-30")
    approved(world, agreement)
    page = f"{START}{agreement.key}/"
    assert inga.post(f"{page}option/", {"extends_to": "2028-12-31"}).status_code == 303
    assert inga.post(f"{page}option/", {"extends_to": "2028-12-31"}).status_code == 422
    assert inga.post(f"{page}leverantor/", {"customer_number": "K-17", "order_email": "o@example.org"}).status_code == 303
    assert inga.post(f"{page}artikel/", {"number": "N-2", "article_number": "20002"}).status_code == 303
    assert inga.post(f"{page}artikel/", {"number": "N-2", "article_number": "x"}).status_code in {404, 422}
    assert inga.post(f"{page}avsluta/", {"last_day": "2026-12-31", "reason": "Konkurs"}).status_code == 303
    text = inga.get(page).content.decode()
    assert "K-17" in text
    assert "2026-12-31" in text
    assert AgreementLine.objects.get(number="N-2").article == world.articles["wheelchair_b"]
    assert len(inga.get(f"{page}?visa=unlinked").context["page"]) == 0


@pytest.mark.parametrize(
    ("field", "value"), [("lots", "1;A;1;x"), ("lots", "1;A;första"), ("options", "snart; sen"), ("valid_to", "2025-01-01")]
)
def test_what_is_wrong_in_an_agreement_is_said_at_its_field(world: World, inga: Client, field: str, value: str) -> None:
    answer = inga.post(f"{START}nytt/", {**NEW, "warranty_months": "24", field: value})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


@pytest.mark.parametrize("name", ["eva", "anna", "gun", "filip"])
def test_the_pages_are_for_those_who_procure(world: World, name: str) -> None:
    agreement = an_agreement(world)
    client = signed_in(world, name)
    assert {client.get(path).status_code for path in (START, f"{START}nytt/", f"{START}{agreement.key}/")} == {403}
