"""The group's agenda with its material, and a decision as a letter: in words, without anybody's name but the deciders' side."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from handtag.domain.values.errors import NotFound
from handtag.files import pdf
from handtag.usecases.base import clock
from handtag.usecases.words_approvals import EVENTS
from handtag.web.approvals import words
from handtag.web.ui import text

ANSWERS = ("approved", "refused", "upheld", "dismissed")


def material(meeting: Any) -> HttpResponse:
    """The notice of a meeting: day, place, and every case with why, what it costs and the prescriber's words."""
    cases = [_case(item.approval) for item in meeting.items.all()]
    said = {"title": _("Special approval group: notice and material"), "none": _("No case is on the agenda yet.")}
    about = [{"label": _("Day of the meeting"), "lines": [text.day(meeting.held_on)]}, {"label": _("Place"), "lines": [meeting.place]}]
    return _paper(said, meeting.held_on.isoformat(), about, cases, meeting.county.name)


def letter(approval: Any) -> HttpResponse:
    """What was decided, why, and how it can be appealed. Raises NotFound while nothing is decided."""
    decided = next((event for event in approval.events.all() if event.kind in ANSWERS), None)
    if decided is None or approval.state not in ("approved", "refused", "appealed"):
        raise NotFound("approvals.no_approval")
    about = [
        {"label": _("To"), "lines": [approval.unit.name]},
        {"label": _("Decision"), "lines": [str(EVENTS[decided.kind]), text.day(decided.at)]},
    ]
    case = _case(approval)
    case["facts"].append({"label": _("Reason"), "text": decided.note or "–"})
    if approval.state == "refused":
        case["facts"].append({"label": _("Appeal"), "text": _("The prescriber can appeal on the request's page.")})
    return _paper({"title": _("Decision"), "none": ""}, str(approval), about, [case], approval.payer.name)


def _case(approval: Any) -> dict[str, Any]:
    why = "; ".join(f"{word} ({source})" if source else word for word, source in words.why(approval.reasons))
    total = _("not known") if approval.total_ore is None else text.kronor(approval.total_ore)
    facts = [
        (_("Article"), f"{approval.article.number} {approval.article.name}, ISO {approval.article.iso_code}"),
        (_("Asked by"), approval.unit.name),
        (_("Why it needs an approval"), why),
        (_("Forecast"), f"{total} ({words.counted(approval)})"),
        (_("The prescriber's words"), approval.motive or "–"),
    ]
    return {"title": f"{approval}: {approval.article.name}", "facts": [{"label": label, "text": said} for label, said in facts]}


def _paper(said: dict[str, str], number: str, about: list[dict[str, Any]], cases: list[dict[str, Any]], centre: str) -> HttpResponse:
    data = {"number": number, "about": about, "cases": cases, "words": said, "centre": centre}
    made = pdf.render("approval_paper", data, language=(get_language() or "sv")[:2], made_at=clock())
    answer = HttpResponse(made, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{number}.pdf"'
    return answer
