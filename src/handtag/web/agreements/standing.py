"""Where a published version stands on a day: to come, in force, replaced by a later one, or ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.web.ui.parts import Colour


class Published(Protocol):
    """What a row of a published version says about itself."""

    @property
    def pk(self) -> int: ...
    @property
    def agreement_id(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...
    @property
    def document_hash(self) -> str: ...
    @property
    def published_at(self) -> datetime: ...


@dataclass(frozen=True)
class Standing:
    row: Published
    word: str | Promise
    colour: Colour


def standings(rows: Iterable[Published], day: date) -> list[Standing]:
    """The standing of each version. The one begun last among those that have begun is the one that answers."""
    begun: set[str] = set()
    found = []
    for row in rows:  # newest first within an agreement
        found.append(_standing(row, day, row.agreement_id in begun))
        begun |= {row.agreement_id} if row.valid_from <= day else set()
    return found


def _standing(row: Published, day: date, is_replaced: bool) -> Standing:
    if row.valid_from > day:
        return Standing(row, _("To come"), "info")
    if row.valid_to is not None and row.valid_to < day:
        return Standing(row, _("Ended"), "neutral")
    return Standing(row, _("Replaced"), "neutral") if is_replaced else Standing(row, _("In force"), "success")
