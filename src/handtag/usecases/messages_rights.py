"""The sentences of refusals about the right to prescribe, signatures and courses."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RIGHTS: dict[str, str | Promise] = {
    "rights.withdrawn": _(
        "Your right to prescribe (%(what)s) has been withdrawn by your principal: %(reason)s. %(words)s. A colleague can sign "
        "what is urgent."
    ),
    "rights.supervised": _("You study. Ask your supervisor to sign what you have prepared."),
    "rights.missing": _("To prescribe %(article)s you also need: %(missing)s. Ask for the right, or ask a colleague who has it to sign."),
    "rights.lost_since": _(
        "%(prescriber)s chose %(article)s and has no right to prescribe it today. Choose again on your own right, or ask a "
        "colleague to sign."
    ),
    "rights.no_county": _("There is no such county that you look after."),
    "rights.title_missing": _("Write a name."),
    "rights.nothing_required": _("Choose a course, a number of supervised cases, or both."),
    "rights.bad_prefix": _("%(value)s is not the beginning of an ISO code. Write 2, 4, 6 or 8 digits, or nothing for everything."),
    "rights.prefix_or_article": _("Choose a part of the classification or one article, not both."),
    "rights.bad_cases": _("Choose between 0 and %(most)s supervised cases."),
    "rights.bad_months": _("Choose between 1 and %(most)s months, or nothing when it holds for ever."),
    "rights.since_passed": _("%(on)s has passed. Choose today or a later day."),
    "rights.bad_last_day": _("Choose a last day within %(most)s days of the first."),
    "rights.unknown_reason": _("Choose a reason: %(valid)s."),
    "rights.words_missing": _("Write why. It is read by whoever it concerns."),
    "rights.unknown_profession": _("%(value)s is not a profession."),
    "rights.source_missing": _("Write where it is decided: the agreement or the decision."),
    "rights.no_requirement": _("There is no such requirement in your county."),
    "rights.no_prescriber": _("There is no such prescriber at your principal today."),
    "rights.no_colleague": _("There is no such prescriber at your unit today."),
    "rights.no_course": _("There is no course called %(value)s in your county."),
    "rights.no_grant": _("There is no such right at your principal."),
    "rights.no_request": _("There is no such request that waits for an answer."),
    "rights.no_withdrawal": _("There is no such withdrawal in force at your principal."),
    "rights.no_supervision": _("There is no such supervision at your principal."),
    "rights.no_certificate": _("There is no such certificate in force of anybody at your principal."),
    "rights.not_held_yet": _("%(on)s has not come yet."),
    "rights.evidence_missing": _("Write how you know that the course was passed."),
    "rights.certified_already": _("%(who)s has a certificate of this course from %(on)s already."),
    "rights.nobody_named": _("Name at least one who has not been named before."),
    "rights.not_asked_of_you": _("That is not asked of your profession."),
    "rights.held_already": _("You have it already: %(title)s."),
    "rights.asked_already": _("You have asked for it already and wait for an answer: %(title)s."),
    "rights.own_request": _("This is about yourself. Someone else decides."),
    "rights.over_already": _("It is over already."),
    "rights.own_substitute": _("Choose a colleague. Nobody stands in for themselves, or names themselves."),
    "rights.nothing_to_give": _("%(who)s has nothing that the substitute lacks, so there is nothing to give."),
    "rights.withdrawn_already": _("It is withdrawn already."),
    "rights.other_unit": _("Student and supervisor work at the same unit, and are two."),
    "rights.sign_off_waits": _("A colleague has been asked to sign already. Take that back first."),
    "rights.not_supervisor": _("%(who)s is not your supervisor today."),
    "rights.colleague_may_not": _("%(who)s may not prescribe %(article)s today either. Choose another colleague."),
    "rights.no_sign_off": _("There is nothing like that for you to sign."),
    "rights.place_missing": _("Write where the course is held."),
    "rights.bad_answer_day": _("Choose a last day to answer from today until the day of the course."),
    "rights.bad_seats": _("Choose between 1 and %(most)s seats."),
    "rights.bad_times": _("The course must end after it begins."),
    "rights.date_closed": _("The course has been held or called off."),
    "rights.answered_too_late": _("The last day to answer was %(on)s. Ask whoever holds the course."),
    "rights.no_date": _("There is no such course date in your county."),
    "rights.seated_already": _("You have a seat or a place in the line already."),
    "rights.no_seat": _("You have no seat on this course."),
    "rights.no_seat_here": _("Only who has a seat can have been there."),
}
