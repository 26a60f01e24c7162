"""Refusals about what persons do themselves, and what grounds, requests and answers are called: plain words, for anybody."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Text = str | Promise

OWN: dict[str, Text] = {
    "own.nobody": _("There is nothing about you here."),
    "own.not_hers": _("You do not have that device."),
    "own.asked_already": _("You have asked this already. We will answer."),
    "own.fetched_already": _("It is already to be fetched."),
    "own.words": _("Write something, at most %(longest)s characters."),
    "own.no_request": _("There is no such request."),
    "own.answered_already": _("This has been answered already. Open the page again to see the answer."),
    "own.unknown_outcome": _("Choose one of: %(valid)s."),
    "own.not_fetched": _("Order the collection first. Then the person is told the day."),
    "own.answer_day": _("Say on which day, today or later."),
    "own.unknown_ground": _("Choose one of: %(valid)s."),
    "own.herself": _("That is the person's own number."),
    "own.of_age": _("The person is of age, and nobody has custody of her."),
    "own.child_gives_none": _("The person is under 18 and cannot give a power of attorney."),
    "own.acting_days": _("The last day is today or later, and at most %(longest)s years from the first."),
    "own.acts_already": _("That person may already act here. End it first to change it."),
    "own.no_representation": _("There is nobody such who may act for the person."),
    "own.of_law": _("This does not end here. Ask the unit that looks after your devices."),
}
ACTING: dict[str, Text] = {
    "own": _("Herself"),
    "custodian": _("Custodian of a child"),
    "guardian": _("Guardian appointed by a court"),
    "power_of_attorney": _("Power of attorney"),
}
REQUESTS: dict[str, Text] = {"fault": _("Something is broken"), "return": pgettext_lazy("own", "No longer needed")}
OUTCOMES: dict[str, Text] = {
    "visit": _("Somebody comes and looks at it"),
    "collect": _("It is fetched"),
    "exchange": _("You get another one"),
    "advice": _("Solved without a visit"),
    "bring": _("You bring it here"),
    "keep": _("Keep it for now"),
    "withdrawn": _("You took it back"),
}
SECTION_WORDS = (ACTING, REQUESTS, OUTCOMES)
