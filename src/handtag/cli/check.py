"""`handtag check`: the parts of quality control that need no test run. What the parts are is in `quality`."""

import argparse
from collections.abc import Sequence

from handtag.cli import quality


def run(argv: Sequence[str]) -> int:
    """Runs the chosen static parts; exit status 0 when all passed."""
    parser = argparse.ArgumentParser(prog="handtag check", description="Types, style, imports, texts, reference pages.")
    parser.add_argument("word", nargs="*", help=f"only parts whose name contains it: {'; '.join(quality.names(quality.CHECKS))}")
    return quality.check(parser.parse_args(argv).word)
