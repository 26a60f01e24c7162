"""Labels and documents: they hold what was asked, a screen reader can read them, and their codes say what a reader will get."""

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader
from typst import TypstError

from handtag.files import labels, pdf
from handtag.files.labels import About, BinLabel, DeliveryNote, DeviceLabel, Line, Printed, Stop

GTIN = "07350053850019"
PLACE = "https://hjalpmedel.example.se"
WORDS = (
    "title code_of opens scan gs1 bin to order contents promised from with_this article name device serial quantity later received "
    "signed back_to why fault clean done nothing"
)
HOW = Printed(
    {key: key.capitalize() for key in WORDS.split()}, "sv", "Hjälpmedelscentralen Provlän", datetime(2026, 11, 22, 9, 0, 0, 123456, UTC)
)
DEVICE = DeviceLabel("D1001", "Rollator Lätt", f"{PLACE}/i/D1001/", GTIN, "S-1")
ABOUT = (About("Till", ("Provköpings vårdcentral", "Storgatan 1")), About("Dag", ("2026-11-23",)))
LINE = Line("10001", "Rollator Lätt", "1", "D1001", "S-1")
TO = {"point": "Provköping", "address": "Storgatan 1", "unit": "Rehab", "contents": "2", "promised": "2026-11-24"}
STOP = Stop("A-01", "D1001", "Rollator Lätt", "1", "K1", "Provköping", "2026-11-24")
MADE: dict[str, Callable[[], bytes]] = {
    "device_labels": lambda: labels.device_labels([DEVICE, DeviceLabel("ÅÖ-1", "Stol", f"{PLACE}/i/x/")], HOW),
    "bin_labels": lambda: labels.bin_labels([BinLabel("A-01", "Lager C", f"{PLACE}/h/C/A-01/")], HOW),
    "parcel_label": lambda: labels.parcel_label("K1", f"{PLACE}/o/K1/", TO, HOW),
    "delivery_note": lambda: labels.delivery_note(DeliveryNote("K1", f"{PLACE}/o/K1/", ABOUT, (LINE,), (LINE,), ("Hyran löper.",)), HOW),
    "return_labels": lambda: labels.return_labels([DEVICE], ["Behövs inte längre"], HOW),
    "pick_list": lambda: labels.pick_list("2026-11-23", ABOUT, [("Område A", [STOP])], HOW),
}  # fmt: skip
PAGES = {"device_labels": 2}


def text_of(document: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(document)).pages)


@pytest.fixture
def codes(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[tuple[str, Any]]]:
    """What a reader gets from each code on the pages of a document, drawn as it would be printed."""
    drawn: list[bytes] = []

    def draw(template: str, data: Any, *, language: str, made_at: datetime) -> bytes:
        said = {"data": json.dumps({**data, "language": language})}
        pages = pdf._compiler().compile(pdf.DOCUMENTS / f"{template}.typ", format="png", ppi=300, sys_inputs=said)
        drawn.extend(pages if isinstance(pages, list) else [pages])
        return b""

    def read(name: str) -> list[tuple[str, Any]]:
        with monkeypatch.context() as patched:
            patched.setattr(pdf, "render", draw)
            MADE[name]()
        pictures = [Image.open(io.BytesIO(page)) for page in drawn]
        return [(code.text, code.content_type) for picture in pictures for code in zxingcpp.read_barcodes(picture)]

    return read


@pytest.mark.parametrize("name", MADE)
def test_every_document_is_tagged_for_screen_readers_and_has_its_pages(name: str) -> None:
    document = PdfReader(io.BytesIO(MADE[name]()))
    assert len(document.pages) == PAGES.get(name, 1)
    catalogue: Any = document.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "sv"
    metadata = catalogue["/Metadata"].get_data().decode()
    assert "pdfuaid:part" in metadata
    assert HOW.words["title"] in metadata


@pytest.mark.parametrize("name", MADE)
def test_every_font_of_a_document_is_in_it(name: str) -> None:
    for page in PdfReader(io.BytesIO(MADE[name]())).pages:
        fonts: Any = page["/Resources"]["/Font"]  # type: ignore[index]
        for font in fonts.values():
            one = font.get_object()["/DescendantFonts"][0].get_object()
            assert "Inter" in one["/BaseFont"]
            assert {"/FontFile2", "/FontFile3"} & set(one["/FontDescriptor"])


def test_a_device_label_reads_as_its_page_and_as_gs1(codes: Callable[[str], list[tuple[str, Any]]]) -> None:
    found = codes("device_labels")
    assert (f"{PLACE}/i/D1001/", zxingcpp.ContentType.Text) in found
    assert (f"(01){GTIN}(21)S-1(91)D1001", zxingcpp.ContentType.GS1) in found
    assert len(found) == 3, "a number that GS1 cannot write has its QR alone"


def test_a_parcel_reads_as_its_order(codes: Callable[[str], list[tuple[str, Any]]]) -> None:
    assert sorted(text for text, _kind in codes("parcel_label")) == ["(400)K1", f"{PLACE}/o/K1/"]


def test_what_stands_in_a_code_stands_beside_it_to_be_read() -> None:
    said = text_of(MADE["device_labels"]())
    for part in ("D1001", "Rollator Lätt", f"(01){GTIN}", "(21)S-1", "(91)D1001"):
        assert part in said


def test_what_people_wrote_is_printed_as_they_wrote_it() -> None:
    odd = Line("10001", "#panic() $x$ *fet* @ref \\ <b>", "1")
    said = text_of(labels.delivery_note(DeliveryNote("K1", PLACE, ABOUT, (odd,)), HOW))
    assert "#panic() $x$ *fet* @ref \\ <b>" in said


def test_many_lines_become_many_pages_each_with_its_heads() -> None:
    document = labels.delivery_note(DeliveryNote("K1", PLACE, ABOUT, (LINE,) * 80), HOW)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(document)).pages]
    assert len(pages) > 1
    assert all("Quantity" in page for page in pages[:2])


def test_a_picture_without_words_in_its_place_stops_a_document(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bare.typ").write_text(
        '#set document(title: "x")\n#let data = json(bytes(sys.inputs.data))\n#image(bytes(data.qr), format: "svg")'
    )
    monkeypatch.setattr(pdf, "DOCUMENTS", tmp_path)
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    with pytest.raises(TypstError, match="alt"):
        pdf.render("bare", {"qr": svg}, language="sv", made_at=HOW.made_at)
