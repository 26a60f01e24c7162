"""The import contracts of .importlinter are kept, and each one is seen to fail when it is broken."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.architecture.house import ROOT, SOURCES

LINT = "from importlinter.cli import lint_imports_command as run; run()"
CONTRACTS = re.findall(r"^name = (.+)$", (ROOT / ".importlinter").read_text(encoding="utf-8"), re.MULTILINE)

# Contract → (file that is added or lengthened, its new line, what the report must say).
VIOLATIONS = {
    "Data flows one way": ("db/broken.py", "import handtag.web.ui", "handtag.db.broken -> handtag.web.ui"),
    "Apps know only the apps below them": (
        "apps/audit/broken.py",
        "import handtag.apps.stock",
        "handtag.apps.audit.broken -> handtag.apps.stock",
    ),
    "Inside an app": (
        "apps/audit/models.py",
        "import handtag.apps.audit.store",
        "handtag.apps.audit.models -> handtag.apps.audit.store",
    ),
    "Inside the domain": (
        "domain/values/broken.py",
        "import handtag.domain.access",
        "handtag.domain.values.broken -> handtag.domain.access",
    ),
    "The domain is pure": ("domain/values/impure.py", "import django.db", "handtag.domain.values.impure -> django"),
    "Only use cases write": (
        "api/broken.py",
        "import handtag.apps.audit.store",
        "handtag.api.broken -> handtag.apps.audit.store",
    ),
    "Columns serve use cases and the command line": (
        "web/ui/columnar.py",
        "import handtag.columns.deciding",
        "handtag.web.ui.columnar -> handtag.columns.deciding",
    ),
    "Delivery reads through queries": (
        "api/shortcut.py",
        "import handtag.apps.audit.models",
        "handtag.api.shortcut -> handtag.apps.audit.models",
    ),
    "Use cases do not call each other": (
        "usecases/broken/first.py",
        "import handtag.usecases.broken.second",
        "handtag.usecases.broken.first -> handtag.usecases.broken.second",
    ),
    "Pages do not import each other": (
        "web/ui/broken.py",
        "import handtag.web.urls",
        "handtag.web.ui.broken -> handtag.web.urls",
    ),
    "No cycles anywhere": (
        "usecases/broken/second.py",
        "import handtag.usecases.broken.first",
        "handtag.usecases.broken",
    ),
}
NEW_PLACES = ("", "apps", "domain", "web")


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-logo", "--no-cache"],
        capture_output=True,
        text=True,
        check=False,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src"), "COLUMNS": "200"},
    )


def copy_of_the_house(tmp_path: Path) -> Path:
    shutil.copytree(SOURCES, tmp_path / "src" / "handtag", ignore=shutil.ignore_patterns("static", "__pycache__", "*.html"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path / "src" / "handtag"


def sections(report: str) -> dict[str, str]:
    """The report's explanation of each broken contract."""
    _, _, explained = report.partition("Broken contracts")
    parts = re.split(r"^(\S.*)\n-{3,}\n", explained, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.law("NIS 2 art. 21.2 e")
def test_the_house_keeps_its_contracts() -> None:
    run = lint(ROOT)
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_contract_has_a_violation_to_try_it_with() -> None:
    assert sorted(VIOLATIONS) == sorted(CONTRACTS)


def test_no_import_is_excused() -> None:
    assert "ignore_imports =" not in (ROOT / ".importlinter").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    house = copy_of_the_house(tmp_path_factory.mktemp("broken"))
    for file, line, _ in VIOLATIONS.values():
        path = house / file
        path.parent.mkdir(exist_ok=True)
        (path.parent / "__init__.py").touch()
        with path.open("a", encoding="utf-8") as out:
            out.write(f"\n{line}\n")
    return sections(lint(house.parents[1]).stdout)


@pytest.mark.parametrize("contract", VIOLATIONS)
def test_a_forbidden_import_is_reported(contract: str, broken: dict[str, str]) -> None:
    assert VIOLATIONS[contract][2] in " ".join(broken.get(contract, "").replace("(", " (").split())


def test_a_package_without_a_decided_place_is_reported(tmp_path: Path) -> None:
    house = copy_of_the_house(tmp_path)
    for place in NEW_PLACES:
        (house / place / "drawer").mkdir()
        (house / place / "drawer" / "__init__.py").touch()
    report = lint(tmp_path).stdout
    missing = [place for place in NEW_PLACES if f"{'.'.join(filter(None, ['handtag', place]))}.drawer" not in report]
    assert missing == [], report
