"""Where the machine's Chromium is, for browser tests and screenshots. Starting and steering it is Playwright's work."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# Tests run in containers without a user namespace, and must not talk to the browser maker's services.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> Path | None:
    """The Chromium named by HANDTAG_CHROMIUM, else the first one on PATH; None where there is none."""
    named = os.environ.get("HANDTAG_CHROMIUM")
    candidates = [named] if named else [shutil.which(name) for name in NAMES]
    return next((Path(path) for path in candidates if path and Path(path).exists()), None)
