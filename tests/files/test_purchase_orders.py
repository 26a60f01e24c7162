"""A purchase order on paper says what the supplier needs, and can be read aloud."""

from datetime import UTC, datetime
from io import BytesIO

from pypdf import PdfReader

from handtag.files.purchase_orders import About, Line, purchase_order

WORDS = {
    "title": "Inköpsorder", "article": "Vårt nr", "theirs": "Ert nr", "name": "Benämning", "agreement": "Avtal", "quantity": "Antal",
    "price": "À-pris", "sum": "Summa", "total": "Totalt", "without_vat": "Exklusive moms", "code_of": "Inköpsorder",
}  # fmt: skip


def made(name: str = "Rollator #strong[x] \\ $a$") -> PdfReader:
    line = Line("10001", "NH-77", name, "RA-1", "10", "2 800,00 kr", "28 000,00 kr")
    content = purchase_order(
        "200001", [About("Leverantör", ("Norrhjul AB", "order@exempel.se"))], [line], total="28 000,00 kr", notes=["Ring först."],
        words=WORDS, language="sv", centre="Provlänets hjälpmedelscentral", made_at=datetime(2026, 11, 23, tzinfo=UTC),
    )  # fmt: skip
    return PdfReader(BytesIO(content))


def test_it_says_who_what_and_how_much() -> None:
    text = " ".join(made().pages[0].extract_text().split())
    for said in ("200001", "Norrhjul AB", "NH-77", "RA-1", "28 000,00 kr", "Ring först.", "Exklusive moms"):
        assert said in text


def test_what_people_write_is_never_typst() -> None:
    assert "#strong[x]" in made().pages[0].extract_text()


def test_it_is_tagged_in_swedish() -> None:
    catalogue = made().trailer["/Root"]
    assert catalogue["/Lang"] == "sv"
    assert catalogue["/MarkInfo"]["/Marked"]
