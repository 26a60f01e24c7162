"""What the codes of approvals are called; `words` gathers them with the others."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

RULE_KINDS: dict[str, Text] = {
    "trust": _("Another principal pays"),
    "double": _("The person has one of the same group already"),
    "outside_assortment": _("Outside the stocked assortment"),
    "special_adaptation": _("Specially adapted"),
    "amount": _("The cost"),
    "rare": _("A group that is always tried"),
}
DECIDERS: dict[str, Text] = {"payer": _("Whoever pays"), "group": _("The special approval group")}
SEATS: dict[str, Text] = {"chair": _("Chair"), "member": _("Member"), "substitute": _("Substitute")}
# As they stand in sentences.
STATES: dict[str, Text] = {
    "needed": _("not asked for yet"),
    "asked": _("waiting for an answer"),
    "returned": _("sent back with a question"),
    "refused": _("refused"),
    "appealed": _("appealed"),
    "dropped": _("no longer needed"),
}
EVENTS: dict[str, Text] = {
    "raised": _("An approval is needed"),
    "asked": _("Asked for"),
    "reminded": _("Reminder"),
    "tabled": _("On the agenda of the special approval group"),
    "question": _("Asked back"),
    "answered": _("Answered"),
    "approved": _("Approved"),
    "refused": _("Refused"),
    "appealed": _("Appealed"),
    "upheld": _("Approved on appeal"),
    "dismissed": _("Refused on appeal"),
    "dropped": _("No longer needed"),
}
IN_SENTENCES = (RULE_KINDS, DECIDERS, SEATS, STATES, EVENTS, {"approval_group": _("the special approval group")})
