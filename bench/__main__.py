"""Speed, each job beside its rivals in one run; every benchmark in a process and a database of its own."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BENCHMARKS = ("decide", "engines", "lines", "moves", "holdings", "billing", "search", "pages", "price_lists", "takeover")


def main() -> int:
    parser = argparse.ArgumentParser(prog="handtag bench", description=__doc__)
    parser.add_argument(
        "names", nargs="*", choices=[*BENCHMARKS, []], metavar="NAME", help=f"{', '.join(BENCHMARKS)}; all when none is named"
    )
    parser.add_argument("--quick", action="store_true", help="smaller: less than a minute for all")
    asked = parser.parse_args()
    failed = []
    started = time.monotonic()
    built = Path(os.environ.get("HANDTAG_STATE_DIR", ROOT / "var")) / "handtag.sqlite3"
    for name in asked.names or BENCHMARKS:
        with tempfile.TemporaryDirectory(prefix="handtag-bench-") as state:
            environment = {
                **os.environ,
                "HANDTAG_DEMO": "1",
                "HANDTAG_STATE_DIR": state,
                "HANDTAG_BENCH_COUNTY": str(built),
                "DJANGO_SETTINGS_MODULE": "handtag.config.settings",
            }
            environment.setdefault("HANDTAG_DATABASE_URL", f"sqlite:///{state}/handtag.sqlite3")
            words = [sys.executable, "-m", f"bench.{name}", *(["--quick"] if asked.quick else [])]
            if subprocess.run(words, check=False, env=environment).returncode:
                failed.append(name)
    print(f"\n{time.monotonic() - started:.0f} s; failed: {', '.join(failed) or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
