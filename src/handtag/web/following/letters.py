"""The letter that asks a person how it goes: made, and printed. The reading of her address is logged before it is printed."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.people import queries as people
from handtag.apps.prescriptions import queries_follow_ups as queries
from handtag.domain.access import Permission, Viewer
from handtag.files.letters import Question, QuestionLetter, question_letter
from handtag.usecases.following.send_questions import SendQuestions, send_questions
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import perform, see_other
from handtag.web.ui import text
from handtag.web.ui.forms import CommandForm


@require_POST
@signed_in(Permission.PRESCRIBE)
def send(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    form = CommandForm(request.POST)
    form.is_valid()
    perform(viewer, send_questions, SendQuestions(key), form=form)
    return see_other(request, "following:case", key, message=_("The letter is made. Open it to print it."))


@signed_in(Permission.PRESCRIBE)
def letter(request: HttpRequest, viewer: Viewer, letter_key: UUID) -> HttpResponse:
    """As PDF; the address of a protected person is never printed, the letter is handed over."""
    found = queries.letter_for_page(viewer, letter_key)
    perform(viewer, open_person, OpenPerson(found.prescription.person.key))
    person = people.person_for_page(viewer, found.prescription.person.key)
    unit, article = found.prescription.unit, found.prescription.article
    made = question_letter(
        QuestionLetter(
            to=_to(person),
            sender=(unit.name, viewer.principal_name),
            day=text.day(found.sent_at),
            device=article.name if article else "",
            body=_body(text.day(found.answer_by)),
            questions=_questions(),
            back=f"{unit.name}, {viewer.principal_name}",
        ),
        {"title": _("How is your device working?"), "device": _("It is about"), "back": _("Send your answers to")},
        language=get_language() or "sv",
        made_at=found.sent_at,
    )
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="fragor.pdf"'})


def _body(answer_by: str) -> tuple[str, ...]:
    return (
        _("You have borrowed this from us. We would like to know how it works for you. It takes a few minutes."),
        _("Tick what is true and send the paper back by %(day)s. You are welcome to have someone help you.") % {"day": answer_by},
        _("You choose whether you want to answer. Is something broken or unsafe? Stop using it and call us at once."),
    )


def _questions() -> tuple[Question, ...]:
    how_often = (_("Every day"), _("Sometimes"), _("Seldom or never"))
    yes_no = (_("Yes"), _("Partly"), _("No"))
    return (
        Question(_("How often do you use it?"), how_often),
        Question(_("Can you do what you wanted it for?"), yes_no),
        Question(_("Do you feel safe when you use it?"), yes_no),
        Question(_("Is it whole and does it fit you?"), yes_no),
        Question(_("What would you like us to do?"), (_("Nothing, it works"), _("Call me"), _("Adjust or mend it"), _("Fetch it"))),
        Question(_("Something else you want to tell us")),
    )


def _to(person: people.PersonPage) -> tuple[str, ...]:
    name = f"{person.given_name} {person.family_name}"
    return (name,) if person.protected_identity or not person.address else (name, str(person.address))
