"""The sheet about what a person borrows, as she prints it herself and as staff print it for her: plain words, and what applies."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from handtag.files.loan_terms import loan_terms
from handtag.files.person_sheet import Part, person_sheet
from handtag.usecases.base import civil_day, clock
from handtag.web.ui import text

Rows = Iterable[tuple[str, ...]]


def paper(name: str, devices: Rows, coming: Rows) -> HttpResponse:
    """Shown in the browser's own viewer, from where it is printed or saved."""
    now = clock()
    parts = [
        Part(_("You borrow"), tuple(devices), _("You borrow nothing now.")),
        Part(_("On the way"), tuple(coming), _("Nothing is on its way.")),
        Part(_("What applies to what you borrow"), tuple((term.heading, term.text) for term in loan_terms())),
    ]
    made = _("Printed %(day)s") % {"day": text.day(civil_day(now))}
    sheet = person_sheet(_("My devices"), name, parts, made=made, language=(get_language() or "sv")[:2], made_at=now)
    answer = HttpResponse(sheet, content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'attachment; filename="mina-hjalpmedel.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
