"""`handtag test`: all of quality control, on both databases and in the browser. What the parts are is in `quality`."""

import argparse
from collections.abc import Sequence

from handtag.cli import quality


def run(argv: Sequence[str]) -> int:
    """Runs the chosen parts to the end; exit status 0 when all passed or could not be run here without being required."""
    parser = argparse.ArgumentParser(
        prog="handtag test",
        description="Every check, then the tests on SQLite, on PostgreSQL and in Chromium where they are installed."
        " HANDTAG_REQUIRE=chromium,postgresql makes it a failure when they are not.",
    )
    everything = quality.names(quality.CHECKS + quality.TESTS)
    parser.add_argument("word", nargs="*", help=f"only parts whose name contains it: {'; '.join(everything)}")
    return quality.test(parser.parse_args(argv).word)
