"""./handtag makes its environment once, quietly goes on afterwards, and mends what was interrupted. pip is a stand-in here."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ENTRY = Path(__file__).resolve().parents[2] / "handtag"
# Notes which lock it was given, and fails when told to; the real pip would need the network.
STAND_IN = """
import os, pathlib, sys, time
time.sleep(0.2)
with open(os.environ["INSTALLED"], "a") as notes:
    notes.write(pathlib.Path(sys.argv[-1]).name + "\\n")
sys.exit("no such package" if os.environ.get("PIP_FAILS") else 0)
"""
PROGRAM = "import os, sys; print(os.getcwd(), sys.argv[1:], sys.stdin.read())"


class Checkout:
    """A fresh clone in a folder with a space in its name."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "my hand tag"
        self.notes = folder / "installed"
        for path, text in {
            "src/handtag/__main__.py": PROGRAM,
            "requirements/base.txt": "base",
            "requirements/analysis.txt": "analysis",
            "requirements/dev.txt": "dev",
        }.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_text(text, encoding="utf-8")
        (self.root / "tools" / "vendor").mkdir(parents=True)
        with zipfile.ZipFile(self.root / "tools" / "vendor" / "pip-1.whl", "w") as wheel:
            wheel.writestr("pip/__main__.py", STAND_IN)
        shutil.copy(ENTRY, self.root)

    def start(self, *words: str, cwd: Path | None = None, **env: str) -> subprocess.Popen[str]:
        tools = {"PATH": "/usr/bin:/bin", "HANDTAG_PYTHON": sys.executable, "INSTALLED": str(self.notes), "LC_ALL": "C.UTF-8"}
        pipe = subprocess.PIPE
        command = [self.root / "handtag", *words]
        return subprocess.Popen(command, cwd=cwd or self.root, env={**tools, **env}, stdin=pipe, stdout=pipe, stderr=pipe, text=True)

    def run(self, *words: str, cwd: Path | None = None, **env: str) -> tuple[int, str, str]:
        process = self.start(*words, cwd=cwd, **env)
        out, err = process.communicate("a question")
        return process.returncode, out.strip(), err.strip()

    @property
    def installed(self) -> list[str]:
        return self.notes.read_text(encoding="utf-8").split() if self.notes.exists() else []


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_the_first_start_installs_and_says_so_in_one_line_beside_the_answer(checkout: Checkout) -> None:
    status, out, err = checkout.run("decide", "--jsonl", "-")
    assert (status, out) == (0, f"{checkout.root} ['decide', '--jsonl', '-'] a question")
    assert len(err.splitlines()) == 1
    assert "installing the packages of requirements/base.txt" in err


def test_the_next_start_is_silent_and_installs_nothing(checkout: Checkout) -> None:
    checkout.run("decide")
    assert checkout.run("decide")[2] == ""
    assert checkout.installed == ["base.txt"]


def test_folder_and_words_of_the_caller_are_kept(checkout: Checkout, tmp_path: Path) -> None:
    (tmp_path / "else where").mkdir()
    words = ["decide", "a b", "*", "c'd"]
    _, out, _ = checkout.run(*words, cwd=tmp_path / "else where")
    assert out == f"{tmp_path / 'else where'} {words} a question"


def test_nothing_in_the_callers_folder_is_imported(checkout: Checkout, tmp_path: Path) -> None:
    (tmp_path / "os.py").write_text("raise SystemExit('imported from the wrong place')", encoding="utf-8")
    (tmp_path / "handtag.py").write_text("raise SystemExit('imported from the wrong place')", encoding="utf-8")
    assert checkout.run("decide", cwd=tmp_path)[0] == 0


def test_a_developers_word_installs_more_and_the_others_then_need_nothing(checkout: Checkout) -> None:
    checkout.run("decide")
    checkout.run("check")
    checkout.run("decide")
    checkout.run("demo")
    checkout.run("test")
    assert checkout.installed == ["base.txt", "dev.txt"]


def test_questions_need_the_fewest_packages_and_serving_those_for_columns_too(checkout: Checkout) -> None:
    checkout.run("agreement", "check")
    assert checkout.installed == ["base.txt"]
    checkout.run("demo")
    checkout.run("decide")
    checkout.run("migrate")
    assert checkout.installed == ["base.txt", "analysis.txt"]


@pytest.mark.law("NIS 2 art. 21.2 d")
def test_a_changed_lock_is_installed(checkout: Checkout) -> None:
    checkout.run("decide")
    (checkout.root / "requirements" / "base.txt").write_text("base, newer", encoding="utf-8")
    checkout.run("decide")
    assert checkout.installed == ["base.txt", "base.txt"]


def test_a_failed_installation_is_told_and_made_again_from_nothing(checkout: Checkout) -> None:
    status, out, err = checkout.run("decide", PIP_FAILS="1")
    assert status != 0
    assert out == ""
    assert "run the same command again" in err
    half_done = checkout.root / ".venv" / "lib" / "half-written"
    half_done.touch()
    assert checkout.run("decide")[0] == 0
    assert not half_done.exists()


def test_an_interrupted_change_is_made_again_from_nothing(checkout: Checkout) -> None:
    checkout.run("decide")
    (checkout.root / "requirements" / "base.txt").write_text("base, newer", encoding="utf-8")
    checkout.run("decide", PIP_FAILS="1")
    half_done = checkout.root / ".venv" / "lib" / "half-written"
    half_done.touch()
    assert checkout.run("decide")[0] == 0
    assert not half_done.exists()


def test_two_first_starts_at_once_install_once(checkout: Checkout) -> None:
    both = [checkout.start("decide", "one"), checkout.start("decide", "two")]
    answers = [process.communicate("")[0] for process in both]
    assert "'one'" in answers[0]
    assert "'two'" in answers[1]
    assert checkout.installed == ["base.txt"]


def test_a_python_that_is_missing_or_too_old_is_named_with_the_remedy(checkout: Checkout, tmp_path: Path) -> None:
    status, _, err = checkout.run("decide", HANDTAG_PYTHON="no-such-python")
    assert status != 0
    assert "apt-get install python3" in err
    old = tmp_path / "old"
    old.write_text('#!/bin/sh\n[ "$1" = -V ] && echo Python 3.9.2\nexit 1\n', encoding="utf-8")
    os.chmod(old, 0o755)
    status, _, err = checkout.run("decide", HANDTAG_PYTHON=str(old))
    assert status != 0
    assert "Python 3.9.2 is too old: 3.11 or later is needed" in err
