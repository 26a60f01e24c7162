"""How often one key, or one network address with wrong keys, may ask within a minute. Counted by each server process for itself."""

from django.core.cache import caches

from handtag.usecases.base import clock


class TooOftenError(Exception):
    """Someone asks more often than the installation allows."""


def count(who: str) -> int:
    """One more in this minute; answers how many that makes."""
    key = f"{who}/{int(clock().timestamp()) // 60}"
    caches["pace"].add(key, 0, 120)
    return int(caches["pace"].incr(key))
