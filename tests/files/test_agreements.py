"""An agreement folder becomes a document: what its files hold, and what wins when two say different things."""

from pathlib import Path

from handtag.files.agreements import agreement_folders, read_agreement


def test_an_agreements_own_meaning_of_a_word_wins_over_the_shared_one(tmp_path: Path) -> None:
    folder = tmp_path / "small"
    (folder / "texts").mkdir(parents=True)
    (folder / "agreement.yaml").write_text("{id: small, title: Small, version: '1', valid_from: '2026-01-01'}", encoding="utf-8")
    (tmp_path / "words.yaml").write_text(
        "words: [{word: Rullstol, iso_codes: ['1222']}, {word: gåbord, iso_codes: ['120612']}]", encoding="utf-8"
    )
    (folder / "words.yaml").write_text("words: [{word: rullstol, iso_codes: ['122203']}]", encoding="utf-8")
    assert {word.word: word.iso_codes for word in read_agreement(folder).words} == {"gåbord": ("120612",), "rullstol": ("122203",)}


def test_a_folder_within_an_agreement_is_no_agreement_of_its_own(tmp_path: Path) -> None:
    for folder in ("county", "county/parameters", "other/2021", "other/2022"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "agreement.yaml").touch()
    assert [str(folder.relative_to(tmp_path)) for folder in agreement_folders(tmp_path)] == ["county", "other/2021", "other/2022"]
