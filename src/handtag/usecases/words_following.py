"""Following up in words: the sentences of its refusals, and what its codes are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FOLLOWING: dict[str, str | Promise] = {
    "following.bad_prefix": _("%(value)s does not begin an ISO code. Write 2, 4 or 6 digits."),
    "following.bad_days": _("Write whole days, from 1 to %(longest)s."),
    "following.no_source": _("Write who decided the rule and where it stands, in at most 200 characters."),
    "following.begins_in_past": _("A rule begins today or later, not on %(on)s."),
    "following.unknown_then": _("Choose what happens now: %(valid)s."),
    "following.does_not_go_on": _("This cannot go on as it is (%(result)s). Adjust it, or end."),
    "following.words_missing": _("Write in a few words what you saw and what is to be done."),
    "following.too_far": _("%(on)s is more than three years away. Agree on an earlier day."),
    "following.point_missing": _("Choose where what is lent is to be fetched."),
    "following.nothing_chosen": _("Choose at least one prescription."),
    "following.no_prescriber": _("Choose a prescriber who works at the unit today."),
    "ordering.bad_mail_time": _("Choose how often: %(valid)s."),
    "following.no_letter": _("There is no such letter at your unit."),
}
THEN: dict[str, str | Promise] = {
    "continue": _("Goes on as it is"),
    "adjust": _("Needs to be adjusted or changed"),
    "end": _("Ends: have it collected"),
}
MAIL_TIMES: dict[str, str | Promise] = {
    "at_once": _("At once"),
    "daily": _("At most once a day"),
    "weekly": _("At most once a week"),
}
GROUNDS: dict[str, str | Promise] = {
    "rule": _("by the county's rule"),
    "agreed": _("agreed with the person"),
}
