"""`handtag test` goes on after a failure, says what was skipped and why, and fails when something required was skipped."""

import sys
from pathlib import Path

import pytest

from handtag.cli import check, quality
from handtag.cli import test as test_command

GOOD = quality.Part("good", (sys.executable, "-c", "print('fine')"))
BAD = quality.Part("bad", (sys.executable, "-c", "import sys; print('broken here'); sys.exit(3)"))
ABSENT = quality.Part("needy", (sys.executable, "-c", ""), needs="chromium")


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality, "CHECKS", (BAD, GOOD))
    monkeypatch.setattr(quality, "TESTS", (ABSENT,))
    monkeypatch.setattr(quality, "PRESENT", {"chromium": lambda: None})
    monkeypatch.delenv("HANDTAG_REQUIRE", raising=False)


@pytest.mark.usefixtures("parts")
def test_a_failing_part_does_not_stop_the_next_and_its_output_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert quality.test([]) == 1
    out = capsys.readouterr().out
    assert "broken here" in out
    assert "fine" not in out
    assert "parts: 1 passed, 1 failed, 1 skipped" in out


@pytest.mark.usefixtures("parts")
def test_what_is_skipped_is_listed_with_what_to_install(capsys: pytest.CaptureFixture[str]) -> None:
    assert quality.test(["good", "needy"]) == 0
    assert "chromium is missing: apt-get install --no-install-recommends chromium" in capsys.readouterr().out


@pytest.mark.usefixtures("parts")
def test_what_is_required_and_missing_is_a_failure(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("HANDTAG_REQUIRE", "chromium,postgresql")
    assert quality.test(["good", "needy"]) == 1
    assert "parts: 1 passed, 1 failed, 0 skipped" in capsys.readouterr().out


@pytest.mark.usefixtures("parts")
def test_a_word_that_fits_no_part_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert test_command.run(["nothing"]) == 2
    assert check.run(["nothing"]) == 2
    assert "no part has that in its name" in capsys.readouterr().err


@pytest.mark.usefixtures("parts")
def test_check_runs_the_chosen_static_parts_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.run(["good"]) == 0
    assert "parts: 1 passed, 0 failed, 0 skipped" in capsys.readouterr().out


def test_tests_get_the_database_of_their_part(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    program = f"import os; open({str(seen)!r}, 'w').write(os.environ['HANDTAG_DATABASE_URL'])"
    monkeypatch.setattr(quality, "TESTS", (quality.Part("writes", (sys.executable, "-c", program)),))
    assert quality.test(["writes"]) == 0
    assert seen.read_text().startswith("sqlite:///")
