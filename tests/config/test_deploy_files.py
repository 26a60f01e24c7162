"""The files in deploy/ speak of things that exist: commands, settings, paths, units."""

import json
import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
JOBS = sorted((DEPLOY / "jobs").iterdir())
NEEDS_SYSTEMD = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is missing")
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


@NEEDS_SYSTEMD
@pytest.mark.parametrize("path", [path for path in UNITS if path.suffix == ".timer"], ids=lambda path: path.name)
def test_systemd_understands_when_a_timer_runs(path: Path) -> None:
    when = unit(path)["Timer"]["OnCalendar"]
    assert subprocess.run(["systemd-analyze", "calendar", when], capture_output=True, check=False).returncode == 0


def installed(folder: Path) -> list[Path]:
    """The units as systemd would have them, with what they run where it is here; each job's own instance of the template."""
    places = {"/opt/handtag/.venv/bin": str(Path(sys.executable).parent), "/opt/handtag": str(ROOT)}
    for path in UNITS:
        text = path.read_text(encoding="utf-8")
        for there, here in places.items():
            text = text.replace(there, here)
        for job in JOBS:
            (folder / path.name.replace("@.", f"@{job.name}.")).write_text(text, encoding="utf-8")
    return sorted(folder.iterdir())


def complaints(unit: Path) -> str:
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False, timeout=60)
    return done.stderr + ("" if done.returncode == 0 else f"status {done.returncode}")


@NEEDS_SYSTEMD
def test_systemd_has_nothing_to_say_of_the_units(tmp_path: Path) -> None:
    units = installed(tmp_path)
    assert {f"handtag-job@{job.name}.service" for job in JOBS} < {unit.name for unit in units}
    assert [complaints(unit) for unit in units] == [""] * len(units)


@NEEDS_SYSTEMD
@pytest.mark.parametrize(
    ("right", "wrong"),
    [("ProtectSystem=", "ProtectSytem="), ("ProtectHome=yes", "ProtectHome=maybe"), ("/granian ", "/granit "), ("[Service]", "[Servce]")],
)
def test_systemd_finds_a_unit_that_is_wrong(tmp_path: Path, right: str, wrong: str) -> None:
    installed(tmp_path)
    unit = tmp_path / "handtag.service"
    text = unit.read_text(encoding="utf-8")
    assert right in text
    unit.write_text(text.replace(right, wrong), encoding="utf-8")
    assert complaints(unit)


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
    (command,) = [json.loads(rest) for word, rest in steps if word == "CMD"]
    assert command[0].removeprefix("/opt/handtag/") == ".venv/bin/granian"
    assert command[-1] == unit(DEPLOY / "handtag.service")["Service"]["ExecStart"].split()[-1]
    assert set(re.findall(r"\./handtag ([a-z_]+)", " ".join(rest for word, rest in steps if word == "RUN"))) <= get_commands().keys()
    assert not re.search(r"(SECRET_KEY|FIELD_KEYS|INDEX_KEY|BACKUP_KEY)=", (DEPLOY / "Containerfile").read_text(encoding="utf-8"))
