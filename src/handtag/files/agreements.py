"""Agreement folders → agreement documents. A folder holds agreement.yaml and its tables, parameters, texts and words; a folder is
one version. What the document means is the domain's."""

import os
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import cast

from handtag.domain.agreement.load import LoadError, agreement_from_dict, read_as
from handtag.domain.agreement.schema import Agreement, Area, Clause, Heading, Parameter, Product, Table, Word
from handtag.files.yaml_documents import DocumentError, YamlDocument, read_yaml

ROOT_VARIABLE = "HANDTAG_AGREEMENTS"
_CLAUSE = re.compile(r"## (?P<id>[\w.-]+) [–—-] (?P<section>.+)")
# Which lists each kind of file may hold, and what their entries are.
_LISTS = {"headings": Heading, "products": Product, "areas": Area, "parameters": Parameter, "words": Word}
# What all agreements share in a file of that name beside their folders, and what names an entry.
_SHARED = {"words": "word", "areas": "iso"}


def agreements_root() -> Path:
    """Where the agreements are: HANDTAG_AGREEMENTS, else the folder beside the source code."""
    chosen = os.environ.get(ROOT_VARIABLE)
    return Path(chosen) if chosen else Path(__file__).resolve().parents[3] / "agreements"


def read_agreements(root: Path | None = None) -> dict[str, list[Agreement]]:
    """Every agreement under the root by id, its versions oldest first. Raises DocumentError with file and line."""
    found: dict[str, list[Agreement]] = {}
    for folder in agreement_folders(root or agreements_root()):
        agreement = read_agreement(folder)
        found.setdefault(agreement.id, []).append(agreement)
    return {name: sorted(found[name], key=lambda a: (a.valid_from, a.version)) for name in sorted(found)}


def agreement_folders(root: Path) -> list[Path]:
    """The folders under the root that are an agreement version; a file of that name inside one is not another."""
    found = sorted(file.parent for file in root.glob("**/agreement.yaml"))
    return [folder for folder in found if not any(parent in found for parent in folder.parents)]


def agreement_ids(root: Path | None = None) -> dict[str, list[Path]]:
    """Which folders hold which agreement, without reading more than their first page."""
    found: dict[str, list[Path]] = {}
    for folder in agreement_folders(root or agreements_root()):
        head = read_yaml(folder / "agreement.yaml", f"{folder.name}/agreement.yaml").content
        name = head.get("id") if isinstance(head, dict) else None
        found.setdefault(str(name), []).append(folder)
    return found


def versions_of(name: str, root: Path | None = None) -> list[Agreement]:
    """The versions of one agreement, oldest first; empty when there is none of that id."""
    folders = agreement_ids(root).get(name, [])
    return sorted((read_agreement(folder) for folder in folders), key=lambda a: (a.valid_from, a.version))


def in_force(versions: list[Agreement], day: date | None, version: str | None = None) -> Agreement | None:
    """The version asked for by name; else the newest in force on the day; without a day the newest."""
    chosen = [v for v in versions if (version is None or v.version == version) and (version or day is None or v.is_in_force(day))]
    return chosen[-1] if chosen else None


def read_agreement(folder: Path) -> Agreement:
    """One version of one agreement from its folder. Raises DocumentError naming file, line, table, row and cell."""
    head = _yaml(folder, folder / "agreement.yaml")
    content = _names(head)
    for part in sorted(folder.glob("parameters/*.yaml")):
        _gather(content, _yaml(folder, part), ("parameters",))
    tables = content.pop("tables", [])
    if not isinstance(tables, list):
        raise DocumentError(head.file, head.line_of(("tables",)), "tables needs a list of file names, the deciding first")
    made = [_table(content, folder, str(name)) for name in tables]
    content["tables"] = [table for table in made if table is not None]
    _share(content, folder)
    content["clauses"] = [_plain(clause) for text in sorted(folder.glob("texts/*.md")) for clause in read_clauses(text, folder)]
    try:
        return agreement_from_dict(content)
    except LoadError as error:
        raise DocumentError(head.file, head.line_of(error.place), str(error)) from error


def _share(content: dict[str, object], folder: Path) -> None:
    """The agreement's own words and areas, and those that all agreements share; where both name the same, its own counts."""
    if (folder / "words.yaml").exists():
        _gather(content, _yaml(folder, folder / "words.yaml"), ("words",))
    for part, named in _SHARED.items():
        own = _entries(content, part)
        taken = {entry[named].casefold() for entry in own}
        common = folder.parent / f"{part}.yaml"
        shared = _shared(common, part, common.stat().st_mtime_ns) if common.exists() else ()
        content[part] = [*(entry for entry in shared if entry[named].casefold() not in taken), *own]


@lru_cache(maxsize=8)
def _shared(path: Path, part: str, changed: int) -> tuple[dict[str, str], ...]:
    """Read once for all agreements, again when the file has changed."""
    content: dict[str, object] = {}
    _gather(content, _yaml(path.parent / path.stem, path), (part,))  # named as from within an agreement
    return tuple(_entries(content, part))


def _entries(content: dict[str, object], part: str) -> list[dict[str, str]]:
    return cast("list[dict[str, str]]", content.get(part, []))


def _yaml(folder: Path, path: Path) -> YamlDocument:
    if not path.exists():
        raise DocumentError(str(path.relative_to(folder.parent)), 1, "the file is missing")
    return read_yaml(path, str(path.relative_to(folder.parent)))


def _names(document: YamlDocument) -> dict[str, object]:
    if not isinstance(document.content, dict):
        raise DocumentError(document.file, 1, "needs names with values")
    return dict(document.content)


def _table(content: dict[str, object], folder: Path, name: str) -> object:
    document = _yaml(folder, folder / "tables" / f"{name}.yaml")
    lists = [part for part in _LISTS if part in _names(document)]
    if lists:
        _gather(content, document, tuple(lists))
        return None
    _check(Table, document, document.content, ())
    return document.content


def _gather(content: dict[str, object], document: YamlDocument, allowed: tuple[str, ...]) -> None:
    for name, entries in _names(document).items():
        if name not in allowed or not isinstance(entries, list):
            raise DocumentError(document.file, document.line_of((name,)), f"{name} is not a list of {', '.join(allowed)}")
        for number, entry in enumerate(entries, 1):
            _check(_LISTS[name], document, entry, (name, number))
        known = content.setdefault(name, [])
        assert isinstance(known, list)
        known.extend(entries)


def _check(shape: type[object], document: YamlDocument, plain: object, place: tuple[str | int, ...]) -> None:
    """Reads a part once where its file and line are known, so that the error can name them."""
    try:
        read_as(shape, plain, place)
    except LoadError as error:
        raise DocumentError(document.file, _line(document, error.place), str(error)) from error


def _line(document: YamlDocument, place: tuple[str | int, ...]) -> int:
    """A place in an error carries ids beside numbers ("2 payer-child"); lines are kept by number."""
    bare = tuple(int(part.split(" ")[0]) if isinstance(part, str) and part[0].isdigit() and " " in part else part for part in place)
    return document.line_of(bare)


def read_clauses(path: Path, folder: Path) -> Iterator[Clause]:
    """The quotations of one text: `# document`, then for each `## id – section` and lines that begin with `>`."""
    shown = str(path.relative_to(folder.parent))
    title, open_clause, quote, start = "", None, list[str](), 0
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), "## end – end"], 1):
        if line.startswith("# "):
            title = line[2:].strip()
        elif line.startswith("## "):
            if open_clause is not None:
                if not quote or not title:
                    raise DocumentError(shown, start, "a clause needs a document title above it and a quotation under it")
                yield Clause(id=open_clause["id"], document=title, section=open_clause["section"], quote=" ".join(quote))
            open_clause, quote, start = _CLAUSE.fullmatch(line.strip()), [], number
            if open_clause is None:
                raise DocumentError(shown, number, "a clause begins with: ## id – section")
        elif line.startswith(">"):
            quote.append(line[1:].strip())


def _plain(clause: Clause) -> dict[str, str]:
    return {"id": clause.id, "document": clause.document, "section": clause.section, "quote": clause.quote}
