"""The core can be imported and used where no web framework, database driver or YAML reader is installed."""

import os
import subprocess
import sys

from tests.architecture.house import ROOT

PROGRAM = """
import pkgutil, sys, importlib
import handtag.domain
for module in pkgutil.walk_packages(handtag.domain.__path__, "handtag.domain."):
    importlib.import_module(module.name)
outside = set("django ninja pydantic yaml psycopg sqlite3 socket urllib.request asyncio subprocess numpy polars".split())
print(*sorted(outside & set(sys.modules)))
"""


def test_the_whole_domain_loads_without_django_or_io_libraries() -> None:
    run = subprocess.run(
        [sys.executable, "-P", "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert (run.returncode, run.stdout.strip()) == (0, ""), run.stderr
