"""What Hypothesis tries hangs on the commit alone: a history drawn by chance fails no commit that changed nothing. `anew` draws others."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
import tests.conftest
from hypothesis import given, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

if len(sys.argv) > 1:
    settings.load_profile(sys.argv[1])
tried = []

@settings(max_examples=20)
@given(st.integers(), st.text())
def one(number, text):
    tried.append((number, text))

class Walk(RuleBasedStateMachine):
    @rule(step=st.integers())
    def go(self, step):
        tried.append(step)

one()
run_state_machine_as_test(Walk, settings=settings(max_examples=10, stateful_step_count=10))
print(ascii(tried))
"""


def tried(folder: Path, *profile: str) -> str:
    program = folder / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    paths = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    done = subprocess.run(
        [sys.executable, str(program), *profile], capture_output=True, text=True, check=True, cwd=folder,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": "random"},
    )  # fmt: skip
    return done.stdout


def test_two_runs_try_the_same_examples_and_the_same_histories(tmp_path: Path) -> None:
    first = tried(tmp_path)
    assert len(first) > 200
    assert tried(tmp_path) == first


@pytest.mark.parametrize("profile", ["anew"])
def test_on_request_others_are_drawn(tmp_path: Path, profile: str) -> None:
    assert tried(tmp_path, profile) != tried(tmp_path, profile)
