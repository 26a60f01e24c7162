"""The product areas all agreements share: codes that exist, each once, with a source; an agreement says otherwise only with a clause."""

from collections import Counter
from pathlib import Path
from shutil import copytree

import pytest

from handtag.domain.agreement.compile import compile_agreement
from handtag.domain.agreement.decide import decide
from handtag.domain.agreement.facts import AREAS
from handtag.domain.agreement.schema import Agreement
from handtag.files.agreements import agreement_folders, agreements_root, read_agreement
from handtag.files.iso_codes import iso_codes
from handtag.files.yaml_documents import read_yaml

FOLDERS = agreement_folders(agreements_root())
SHARED: list[dict[str, str]] = read_yaml(agreements_root() / "areas.yaml").content["areas"]  # type: ignore[index, call-overload]


def test_every_code_stands_once_is_in_the_standard_and_names_its_source() -> None:
    assert [code for code, times in Counter(entry["iso"] for entry in SHARED).items() if times > 1] == []
    assert {entry["iso"] for entry in SHARED} <= iso_codes()
    assert {entry["product_area"] for entry in SHARED} <= set(AREAS)
    assert all(entry["source"] for entry in SHARED)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_agreement_knows_every_shared_area_and_says_otherwise_only_with_a_clause(folder: Path) -> None:
    areas = {area.iso: area for area in read_agreement(folder).areas}
    shared = {entry["iso"]: entry["product_area"] for entry in SHARED}
    assert shared.keys() <= areas.keys()
    own = [area for area in areas.values() if area.source is None]
    assert all(area.clause and area.product_area != shared.get(area.iso) for area in own)
    assert all(area.product_area == shared[iso] for iso, area in areas.items() if area.source)


@pytest.fixture
def borrowed(tmp_path: Path) -> Path:
    """One agreement beside a shared list of its own."""
    copytree(agreements_root() / "norrbotten", tmp_path / "norrbotten")
    (tmp_path / "areas.yaml").write_text("areas:\n  - {iso: '1206', product_area: vision, source: s}\n", encoding="utf-8")
    return tmp_path / "norrbotten"


def own_areas(folder: Path, entry: str) -> Agreement:
    (folder / "tables" / "areas.yaml").write_text(f"areas:\n  - {{{entry}}}\n", encoding="utf-8")
    head = (folder / "agreement.yaml").read_text(encoding="utf-8")
    (folder / "agreement.yaml").write_text(head.replace("tables: [", "tables: [areas, "), encoding="utf-8")
    return read_agreement(folder)


def test_an_agreements_own_area_wins_over_the_shared_one(borrowed: Path) -> None:
    assert [(area.iso, area.product_area) for area in read_agreement(borrowed).areas] == [("1206", "vision")]
    found = own_areas(borrowed, "iso: '1206', product_area: daily_living, clause: home")
    assert [(area.iso, area.product_area, area.clause) for area in found.areas] == [("1206", "daily_living", "home")]


def test_a_code_without_an_area_is_asked_about_though_the_group_above_has_one() -> None:
    stockholm = compile_agreement(read_agreement(agreements_root() / "stockholm"))
    adult = {"age": 40, "housing": "lss_housing"}
    assert "product_area" in decide(stockholm, {"iso_code": "223015", **adult}).missing
    assert "product_area" not in decide(stockholm, {"iso_code": "223021", **adult}).missing


def test_the_shared_areas_are_part_of_the_version(borrowed: Path) -> None:
    before = read_agreement(borrowed)
    shared = borrowed.parent / "areas.yaml"
    shared.write_text(shared.read_text(encoding="utf-8").replace("vision", "hearing"), encoding="utf-8")
    after = read_agreement(borrowed)
    assert after.document_hash != before.document_hash
    assert '"product_area":"hearing"' in after.canonical_json()
