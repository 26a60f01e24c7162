"""Somebody who is quicker: what they do comes between the look at a row and its lock."""

from collections.abc import Callable, Iterable

import pytest

from handtag.apps.stock import store
from handtag.apps.stock.models import Device


def somebody_is_quicker(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Done once, just before the next devices are locked by their keys; with rows alone, for it is in the same transaction."""
    lock = store.lock_devices

    def lock_later(pks: Iterable[int]) -> list[Device]:
        monkeypatch.setattr(store, "lock_devices", lock)
        wanted = list(pks)
        act()
        return lock(wanted)

    monkeypatch.setattr(store, "lock_devices", lock_later)
