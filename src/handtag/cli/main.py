"""The handtag command: the first word chooses what runs. Words with a line in COMMANDS run without Django; all others are Django's."""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

Run = Callable[[Sequence[str]], int]
# word: (module, what it does); the module has run(argv) -> exit status and is imported only when its word is used.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("handtag.cli.demo_command", "build the demo county and serve it on this machine"),
    "decide": ("handtag.cli.decide", "who pays, who may prescribe, who follows up"),
    "agreement": ("handtag.cli.agreement", "check, read, compare and export agreements"),
    "shift": ("handtag.cli.shift", "what would move if another agreement applied to a device list"),
    "bench": ("handtag.cli.bench", "speed, each job beside its rivals in one run"),
    "battery": ("handtag.cli.battery", "the long tests that nothing is lost, and docs/reliability.md"),
    "check": ("handtag.cli.check", "types, style, imports, texts and reference pages"),
    "screenshots": ("handtag.cli.screenshots", "the pictures of docs/images, from the demo county"),
    "test": ("handtag.cli.test", "every check and test, on both databases and in the browser"),
}
# Django's words, and ours among them, that work on everyone's rows; in the others (a shell, say) the second wall shows none of them.
PAST_THE_WALL = frozenset({"audit", "backup", "effects", "incident", "migrate", "restore", "takeover", "verify"})


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and answers its exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in {"-h", "--help"}:
        return _help()
    if words[0] in COMMANDS:
        return cast("Run", import_module(COMMANDS[words[0]][0]).run)(words[1:])
    return _django(words)


def _help() -> int:
    print("handtag COMMAND …\n")
    for word, (_, purpose) in COMMANDS.items():
        print(f"  {word:<14} {purpose}")
    print("\nEvery other word is a Django command; `handtag help` lists them.")
    return 0


def _django(words: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handtag.config.settings")
    from django.core.management import execute_from_command_line

    from handtag.db import wall

    with wall.asking_as(wall.EVERYTHING if words[0] in PAST_THE_WALL else wall.asker()):
        execute_from_command_line(["handtag", *words])
    return 0
