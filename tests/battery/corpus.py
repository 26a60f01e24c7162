"""Files that people and machines make by mistake or on purpose. Names say what is odd; nothing here is personal."""

import io
import zipfile
from collections.abc import Iterator

HEAD = "ISO-kod;Artikel;Betalare;Enhet;Kommun;Antal;Kostnad;Ålder"
ROW = "120606;Rollator;Region;Hälsocentralen;Luleå;10;12 000,00;70"
LIST = f"{HEAD}\n{ROW}\n{ROW}\n"
FORMULAS = ('=HYPERLINK("http://ond.example";"x")', "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "＝1+1")
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'
)
XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{'&a%d;' * 10}'>" % ((n - 1,) * 10) for n in range(1, 10)) + "]>"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "cp437", "mac_roman", "cp500")
NAMES = (
    "../../etc/passwd",
    "C:" + "\\x\\y.csv",
    "a\x00b.csv",
    "…" * 300 + ".csv",
    "lista.xlsx.csv",
    "",
    ".csv",
    "lista\r\nX: y.csv",
    "<b>.csv",
)


def book(row: str, doctype: str = "", extra: dict[str, bytes] | None = None) -> bytes:
    """An XLSX of one row, with whatever stands before it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        packed.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
            "</Relationships>",
        )
        packed.writestr("xl/workbook.xml", BOOK)
        packed.writestr("xl/worksheets/sheet1.xml", doctype + SHEET.format(row))
        for name, content in (extra or {}).items():
            packed.writestr(name, content)
    return out.getvalue()


def cells(*texts: str) -> str:
    return "<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts) + "</row>"


def files() -> Iterator[tuple[str, str, bytes]]:
    """What is odd, the name it comes under, and its bytes."""
    for encoding in (
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "cp1252",
        "latin-1",
        "cp437",
        "mac_roman",
        "cp500",
    ):
        yield f"encoding {encoding}", "lista.csv", LIST.encode(encoding)
    for name in NAMES:
        yield f"name {name[:20]!r}", name, LIST.encode()
    for formula in FORMULAS:
        yield f"formula {formula}", "lista.csv", LIST.replace("Rollator", formula).encode()
    for sign in (",", "\t", "|", ";;", ":"):
        yield f"separated by {sign!r}", "lista.csv", LIST.replace(";", sign).encode()
    for ending in ("\r", "\r\n", "\n\r", "\x85", "\u2028", "\x0b"):
        yield f"line ends {ending!r}", "lista.csv", LIST.replace("\n", ending).encode()
    for odd in ("\x00", "\ufffd", "\u202e", "\ufeff", "\x1b[2J", "\U0001f9bd", "ａ", "e\u0301" * 50, "\ud7ff", "<script>alert(1)</script>"):
        yield f"holds {odd[:3]!r}", "lista.csv", LIST.replace("Rollator", odd).encode()
    yield "a huge cell", "lista.csv", LIST.replace("Rollator", "R" * 2_000_000).encode()
    yield "many columns", "lista.csv", (HEAD + ";x" * 20_000 + f"\n{ROW}\n").encode()
    yield "many rows", "lista.csv", (HEAD + "\n" + f"{ROW}\n" * 20_000).encode()
    yield "an open quotation mark", "lista.csv", f'{HEAD}\n"{ROW}\n'.encode() * 50
    yield "numbers beyond reason", "lista.csv", LIST.replace("12 000,00", "9" * 400).replace(";10;", ";1e999;").encode()
    yield "not a number", "lista.csv", LIST.replace("12 000,00", "NaN").replace(";10;", ";-inf;").encode()
    for name in ("lista.xlsx", "lista.ods", "lista.xls", "lista.csv"):
        yield f"garbage as {name}", name, bytes(range(256)) * 40
        yield f"an empty archive as {name}", name, b"PK\x05\x06" + b"\0" * 18
        yield f"nothing as {name}", name, b""
    yield from _books()


def _books() -> Iterator[tuple[str, str, bytes]]:
    good = cells(*HEAD.split(";")) + cells(*ROW.split(";"))
    whole = book(good)
    yield "a whole book", "lista.xlsx", whole
    yield "a book called a text", "lista.csv", whole
    yield "an external entity", "lista.xlsx", book(cells("&e;") + good, XXE)
    yield "a billion laughs", "lista.xlsx", book(cells("&a9;") + good, LAUGHS)
    yield "paths that climb", "lista.xlsx", book(good, extra={"../../../tmp/battery-was-here": b"x", "/etc/battery": b"x"})
    yield "a zip bomb", "lista.xlsx", book(good, extra={"xl/media/bomb": b"\0" * 30_000_000})
    yield "a cell far away", "lista.xlsx", book('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + good)
    yield (
        "a formula that calls",
        "lista.xlsx",
        book('<row r="1"><c r="A1"><f>WEBSERVICE("http://ond.se")</f><v>1</v></c></row>' + good),
    )
    for cut in range(0, len(whole), 64):
        yield f"a book cut at {cut}", "lista.xlsx", whole[:cut]


def cut_texts(step: int) -> Iterator[tuple[str, str, bytes]]:
    """A long list cut everywhere, also in the middle of a letter."""
    long = (HEAD + "\n" + f"{ROW}\n" * 600).encode()
    for cut in range(step, len(long), step):
        yield f"cut at {cut}", "lista.csv", long[:cut]
