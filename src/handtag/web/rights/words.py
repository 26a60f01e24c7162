"""How a right is told: what it rests on and until when, as one line."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from handtag.domain.rights import Standing
from handtag.usecases.words_rights import BASES
from handtag.web.ui.parts import Colour


def told(standing: Standing, on: date) -> dict[str, Any]:
    """A requirement with the word, the colour and the line that say how somebody stands to it."""
    word, colour = _state(standing, on)
    return {"requirement": standing.requirement, "word": word, "colour": colour, "line": _line(standing), "missing": not standing.is_met}


def _state(standing: Standing, on: date) -> tuple[str, Colour]:
    if not standing.is_met:
        return (_("Run out"), "warning") if standing.expired else (_("Missing"), "warning")
    return (_("Runs out soon"), "warning") if standing.expires_soon(on) else (_("In force"), "success")


def _line(standing: Standing) -> str:
    if standing.basis is None:
        return _("Was in force until %(day)s.") % {"day": standing.expired} if standing.expired else ""
    until = standing.basis.last_day
    lasts = _("until %(day)s") % {"day": until} if until else _("without a last day")
    return f"{BASES[standing.basis.kind]}, {lasts}"
