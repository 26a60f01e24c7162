"""`handtag bench`: measure speed, each job beside its rivals in the same run. What is measured lies in bench/."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def run(argv: Sequence[str]) -> int:
    """Runs the benchmarks named, or all; answers their exit status."""
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    return subprocess.run([sys.executable, "-m", "bench", *argv], check=False, env={**os.environ, "PYTHONPATH": path}).returncode
