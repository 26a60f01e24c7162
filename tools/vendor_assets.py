"""Fetches the pinned web assets and writes them, with licences and checksums, to the web package's vendor folder.

Run by a developer when a version changes (needs npm); the running system only reads the committed files.
"""

import hashlib
import json
import os
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).parents[1] / "src" / "handtag" / "web" / "static" / "vendor"
ICONS = Path(__file__).parents[1] / "src" / "handtag" / "web" / "ui" / "icons"
FONTS = Path(__file__).parents[1] / "src" / "handtag" / "files" / "fonts"

# package@version → (file in the package, file in our folder)
ASSETS: dict[str, list[tuple[str, str]]] = {
    "@digdir/designsystemet-css@1.22.0": [
        ("dist/src/index.css", "designsystemet.css"),
        ("LICENSE", "designsystemet.LICENSE"),
    ],
    "@digdir/designsystemet-theme@1.11.0": [
        ("src/themes/designsystemet.css", "designsystemet-theme.css"),
        ("LICENSE", "designsystemet-theme.LICENSE"),
    ],
    "@digdir/designsystemet-web@1.22.0": [("dist/umd/index.js", "designsystemet.js")],
    "htmx.org@2.0.11": [("dist/htmx.min.js", "htmx.js"), ("LICENSE", "htmx.LICENSE")],
    "@fontsource-variable/inter@5.3.0": [
        ("files/inter-latin-wght-normal.woff2", "inter-latin.woff2"),
        ("files/inter-latin-ext-wght-normal.woff2", "inter-latin-ext.woff2"),
        ("LICENSE", "inter.LICENSE"),
    ],
    "zxing-wasm@3.1.4": [
        ("dist/iife/reader/index.js", "zxing-reader.js"),
        ("dist/reader/zxing_reader.wasm", "zxing_reader.wasm"),
        ("LICENSE", "zxing-wasm.LICENSE"),
    ],
}
# What printed documents are set in; a PDF/UA carries its fonts with it.
FONT_PACKAGE = "@expo-google-fonts/inter@0.4.2"
FONT_FILES = [
    ("400Regular/Inter_400Regular.ttf", "Inter_400Regular.ttf"),
    ("700Bold/Inter_700Bold.ttf", "Inter_700Bold.ttf"),
    ("LICENSE_FONT", "Inter.LICENSE"),
]
ICON_PACKAGE = "@navikt/aksel-icons@8.16.2"
# our name → the name in the icon package
ICON_NAMES = {
    "add": "Plus",
    "agreement": "Handshake",
    "alarm": "Bell",
    "approve": "CheckmarkCircle",
    "armchair": "Armchair",
    "arrow-down": "ArrowDown",
    "arrow-left": "ArrowLeft",
    "arrow-right": "ArrowRight",
    "arrow-up": "ArrowUp",
    "barcode": "QrCode",
    "bed": "Bed",
    "bicycle": "Bicycle",
    "billing": "Receipt",
    "board": "Gavel",
    "calendar": "Calendar",
    "catalogue": "Book",
    "chart": "BarChart",
    "check": "Checkmark",
    "chevron-down": "ChevronDown",
    "chevron-left": "ChevronLeft",
    "chevron-right": "ChevronRight",
    "clock": "Clock",
    "close": "XMark",
    "copy": "Files",
    "danger": "XMarkOctagon",
    "delivery": "Truck",
    "device": "Wheelchair",
    "document": "FileText",
    "download": "Download",
    "edit": "Pencil",
    "external": "ExternalLink",
    "eye": "Eye",
    "eye-closed": "EyeSlash",
    "filter": "Funnel",
    "hearing": "EarSoundwaves",
    "help": "QuestionmarkCircle",
    "home": "House",
    "info": "InformationSquare",
    "language": "Globe",
    "lift": "Elevator",
    "lock": "PadlockLocked",
    "log-out": "Leave",
    "meal": "Cutlery",
    "menu": "MenuHamburger",
    "moon": "Moon",
    "order": "ShoppingBasket",
    "orthosis": "HandBandage",
    "people": "PersonGroup",
    "person": "Person",
    "place": "LocationPin",
    "power": "Lightning",
    "prescription": "ClipboardCheckmark",
    "print": "FileText",
    "reach": "HandFinger",
    "return": "ArrowsCirclepath",
    "search": "MagnifyingGlass",
    "service": "Wrench",
    "settings": "Cog",
    "shower": "Shower",
    "sort": "ArrowsUpDown",
    "speech": "Chat2",
    "stairs": "Staircase",
    "stock": "Package",
    "success": "CheckmarkCircle",
    "sun": "Sun",
    "tasks": "Tasklist",
    "toilet": "Toilet",
    "treatment": "Stethoscope",
    "undo": "ArrowUndo",
    "unit": "Hospital",
    "vision": "Glasses",
    "walking": "Footprint",
    "warning": "ExclamationmarkTriangle",
    "waste": "Trash",
}
# Manifest storage refuses files that name a source map which is not shipped.
SOURCE_MAP = re.compile(rb"(?m)^\s*(//|/\*)[#@] sourceMappingURL=.*$\n?")
NAVIKT_LICENCE = "@navikt/aksel-icons 8.16.2, MIT (package.json), copyright Nav (Arbeids- og velferdsdirektoratet)\n"
WEB_LICENCE = "@digdir/designsystemet-web 1.22.0, MIT (package.json), copyright Digitaliseringsdirektoratet (Digdir)\n"


def fetch(package: str, into: Path) -> Path:
    """The unpacked folder of a package at exactly the pinned version."""
    packed = subprocess.run(["npm", "pack", "--json", package], cwd=into, check=True, capture_output=True, text=True).stdout
    archive = into / json.loads(packed)[0]["filename"]
    folder = archive.with_suffix("")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package"


def write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(SOURCE_MAP.sub(b"", content) if target.suffix in {".js", ".css"} else content)


def checksums(*folders: Path) -> str:
    """One line per vendored file: SHA-256, then the name from the folder they share."""
    parent = Path(os.path.commonpath(folders)) if len(folders) > 1 else folders[0]
    files = sorted(f for folder in folders for f in folder.iterdir() if f.name != "SHA256SUMS")
    return "".join(f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.relative_to(parent).as_posix()}\n" for f in files)


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        for package, files in ASSETS.items():
            folder = fetch(package, work)
            for source, name in files:
                write(VENDOR / name, (folder / source).read_bytes())
        fonts = fetch(FONT_PACKAGE, work)
        for source, name in FONT_FILES:
            write(FONTS / name, (fonts / source).read_bytes())
        icons = fetch(ICON_PACKAGE, work)
        for name, source in ICON_NAMES.items():
            write(ICONS / f"{name}.svg", (icons / "dist" / "svg" / f"{source}.svg").read_bytes())
    write(VENDOR / "designsystemet-web.LICENSE", WEB_LICENCE.encode())
    write(ICONS / "LICENSE", NAVIKT_LICENCE.encode())
    (VENDOR / "SHA256SUMS").write_text(checksums(VENDOR, ICONS))
    (FONTS / "SHA256SUMS").write_text(checksums(FONTS))


if __name__ == "__main__":
    main()
