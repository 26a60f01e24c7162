"""Nothing in the repository depends on the machine it was written on."""

import re
import subprocess

from tests.architecture.house import ROOT, name

# Written apart, so that this file does not find itself.
FOREIGN = re.compile("|".join(("/wo" + "rk/", "/ro" + "ot/", r"(?<!\w)/ho" + r"me/\w", r"\.libr" + "ary/", "/Use" + "rs/", "C:" + r"\\")))
BINARY = {".png", ".whl", ".woff2", ".ttf", ".wasm", ".ico", ".gz", ".mo", ".pdf"}


def test_no_tracked_file_names_a_path_of_a_developers_machine() -> None:
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    paths = [ROOT / file for file in tracked if file]
    found = [
        f"{name(path)}:{number}"
        for path in paths
        if path.suffix not in BINARY and path.is_file()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if FOREIGN.search(line)
    ]
    assert found == []


def test_such_a_path_is_recognised() -> None:
    assert FOREIGN.search("open('/ho" + "me/anna/handtag')")
