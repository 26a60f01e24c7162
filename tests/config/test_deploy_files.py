"""The files in deploy/ speak of things that exist: commands, settings, paths, units."""

import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
JOBS = sorted((DEPLOY / "jobs").iterdir())
INSTRUCTIONS = {"FROM", "RUN", "WORKDIR", "COPY", "ENV", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD"}
SCRIPTS_OWN = {"HANDTAG_BACKUP_DIR", "HANDTAG_BACKUP_DAYS"}  # read by deploy/jobs/nightly alone


def unit(path: Path) -> ConfigParser:
    parser = ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(path.read_text(encoding="utf-8"))
    return parser


def instructions() -> list[tuple[str, str]]:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines)]


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_has_its_sections_and_runs_what_exists(path: Path) -> None:
    read = unit(path)
    assert "Unit" in read
    if path.suffix == ".timer":
        name = read["Timer"]["Unit"].partition("@")[2].removesuffix(".service")
        assert name in {job.name for job in JOBS}
        assert read["Install"]["WantedBy"] == "timers.target"
        return
    service = read["Service"]
    assert (service["User"], service["UMask"], service["NoNewPrivileges"]) == ("handtag", "0077", "yes")
    program = service["ExecStart"].split()[0].removeprefix("/opt/handtag/")
    assert program in {".venv/bin/granian", "deploy/jobs/%i"}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is missing")
@pytest.mark.parametrize("path", [path for path in UNITS if path.suffix == ".timer"], ids=lambda path: path.name)
def test_systemd_understands_when_a_timer_runs(path: Path) -> None:
    when = unit(path)["Timer"]["OnCalendar"]
    assert subprocess.run(["systemd-analyze", "calendar", when], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("path", JOBS, ids=lambda path: path.name)
def test_a_job_is_a_shell_script_of_commands_that_exist(path: Path) -> None:
    assert path.stat().st_mode & 0o111
    assert subprocess.run(["sh", "-n", str(path)], check=False).returncode == 0
    words = re.findall(r'handtag" ([a-z_]+)', path.read_text(encoding="utf-8"))
    assert words
    assert set(words) <= get_commands().keys()


def test_every_setting_that_is_named_is_one() -> None:
    known = set(re.findall(r"`(HANDTAG_\w+)`", (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8"))) | SCRIPTS_OWN
    for path in [path for path in DEPLOY.rglob("*") if path.is_file()]:
        named = re.findall(r"HANDTAG_[A-Z_]+", path.read_text(encoding="utf-8"))
        strange = {name for name in named if name.removesuffix("_FILE").rstrip("_") not in known | {"HANDTAG"}}
        assert strange == set(), path


@pytest.mark.law("ASVS 13.3")
def test_the_container_is_built_of_what_is_here_and_holds_no_secret() -> None:
    steps = instructions()
    assert {word for word, _ in steps} <= INSTRUCTIONS
    assert steps[0][0] == "FROM"
    copied = [rest for word, rest in steps if word == "COPY" and not rest.startswith("--from")]
    missing = [source for rest in copied for source in rest.split()[:-1] if not (ROOT / source).exists()]
    assert missing == []
    assert [rest for word, rest in steps if word == "USER"] == ["handtag"]
    assert not re.search(r"(SECRET_KEY|FIELD_KEYS|INDEX_KEY|BACKUP_KEY)=", (DEPLOY / "Containerfile").read_text(encoding="utf-8"))
