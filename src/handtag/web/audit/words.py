"""What the log's codes are called on pages and in files, so that they can be understood without knowing the system."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.usecases.words import word
from handtag.usecases.words_subject import READINGS

Text = str | Promise
RULES: dict[str, Text] = {
    "own_record": _("Own record: the person has the reader's whole name"),
    "same_surname": _("Same family name as the reader"),
    "same_address": _("Same address as someone with the reader's name"),
    "protected_identity": _("Protected identity"),
    "emergency": _("Opened in an emergency"),
    "many_lookups": _("Many look-ups within an hour"),
    "no_later_act": _("Nothing was done for the person afterwards"),
}
VERDICTS: dict[str, Text] = {
    "in_order": _("In order"),
    "asked": _("The reader or the manager has been asked"),
    "not_in_order": _("Not in order"),
}
ACTIONS = READINGS
DATA_KINDS: dict[str, Text] = {
    "existence": _("That the person is registered"),
    "name": _("Name"),
    "record": _("Devices, orders and prescriptions"),
    "identity_number": _("Personal identity number"),
    "log": _("The log"),
    "address": _("Address"),
    "register": _("All that the care provider keeps"),
}
CHECKING: dict[str, Text] = {
    "search": _("Search"),
    "log_review": _("Review of the log"),
    "log_extract": _("The person asked for the log"),
    "takeover": _("Takeover from another system"),
}
DOORS: dict[str, Text] = {
    "page": _("Page"),
    "api": _("Another program"),
    "cli": _("Command"),
}


def said(table: dict[str, Text], code: str) -> str:
    """The word for a code; a code without one stands as it is."""
    return str(table.get(code, code))


def ground(code: str) -> str:
    return said(CHECKING, code) if code in CHECKING else word(code)


def rules(codes: list[str]) -> list[str]:
    """Why a row is looked at: the rules, or chance."""
    return [said(RULES, code) for code in codes] or [str(_("Drawn by chance"))]
