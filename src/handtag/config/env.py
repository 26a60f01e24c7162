"""Typed reading of the environment: HANDTAG_* variables, or HANDTAG_*_FILE for secrets in files.

No defaults that are unsafe outside a demo.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def text(name: str, default: str | None = None) -> str:
    """The variable, or the content of the file that NAME_FILE names. Raises KeyError when absent without a default."""
    key = f"HANDTAG_{name}"
    if file := os.environ.get(f"{key}_FILE"):
        return Path(file).read_text(encoding="utf-8").strip()
    if key in os.environ:
        return os.environ[key]
    if default is None:
        raise KeyError(f"{key} (or {key}_FILE) must be set")
    return default


def flag(name: str, default: bool = False) -> bool:
    return text(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    """A whole number of at least 1. Raises ValueError that names the variable."""
    given = text(name, str(default))
    if not given.isdecimal() or int(given) < 1:
        raise ValueError(f"HANDTAG_{name}: a whole number of at least 1, not {given!r}")
    return int(given)


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def origins(url: str) -> list[str]:
    """The scheme and host of an address, as content security policies name them; none of an empty one."""
    parts = urlsplit(url)
    return [f"{parts.scheme}://{parts.netloc}"] if url else []


# Nobody waits for a row longer than this, nor holds one while doing nothing; a page that takes longer is given up. What runs by the
# clock or by hand (migrations, verification) may take the time it takes.
LIMITS = {"lock_timeout": "10s", "idle_in_transaction_session_timeout": "60s"}
SERVING_LIMITS = {"statement_timeout": "30s"}


def database(url: str, *, serving: bool = False, pool: int = 0) -> dict[str, Any]:
    """`sqlite:///relative/or//absolute.sqlite3` or `postgresql://user:password@host:port/name?host=/socket` → Django's settings.

    On PostgreSQL a process that serves keeps up to `pool` connections open (0: one a thread, made anew each request).
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path[1:] or ":memory:",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: with a log ahead (WAL), NORMAL would answer "saved" before the disk has it
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000; PRAGMA mmap_size=134217728",
            },
        }
    if parts.scheme == "postgresql":
        query = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "handtag.db.postgresql",
            "NAME": parts.path[1:],
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.get("host", parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": {
                "options": " ".join(f"-c {name}={value}" for name, value in (LIMITS | (SERVING_LIMITS if serving else {})).items()),
                **({"pool": {"min_size": 1, "max_size": pool, "timeout": 10}} if serving and pool else {}),
            },
        }
    raise ValueError(f"HANDTAG_DATABASE_URL: sqlite:// or postgresql://, not {parts.scheme}://")
