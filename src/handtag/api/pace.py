"""How often one key, or one network address with wrong keys, may ask within a minute. Counted by each server process for itself."""

from django.core.cache import caches

from handtag.usecases.base import clock


class TooOftenError(Exception):
    """Someone asks more often than the installation allows."""


def count(who: str) -> int:
    """One more in this minute; answers how many that makes."""
    key = _key(who)
    caches["pace"].add(key, 0, 120)
    return int(caches["pace"].incr(key))


def counted(who: str) -> int:
    return int(caches["pace"].get(_key(who), 0))


def _key(who: str) -> str:
    return f"{who}/{int(clock().timestamp()) // 60}"
