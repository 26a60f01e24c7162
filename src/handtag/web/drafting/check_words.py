"""What the checks of an agreement say, as sentences: the pattern of a finding and how it is told. Where it is belongs to `checking`."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.web.ui.differences import FIELDS
from handtag.web.ui.facts import short_fact

# The groups of a pattern fill its sentence; the first pattern that fits the whole finding tells it.
SENTENCES: tuple[tuple[str, str | Promise], ...] = (
    (
        r"stands (?P<n>\d+) times",
        _("The name stands %(n)s times."),
    ),
    (
        r"cites the clause (?P<clause>\S+), which is not among the texts",
        _("Rests on the text %(clause)s, which is not among the quoted texts."),
    ),
    (
        r"no rule, row or value rests on it",
        _("Nothing rests on this text."),
    ),
    (
        r"rests on no clause and names no source",
        _("Rests on no quoted text and names no source."),
    ),
    (
        r"'(?P<code>.*)' is not 2, 4, 6 or 8 digits",
        _("%(code)s is not an ISO code: it has 2, 4, 6 or 8 digits."),
    ),
    (
        r"'(?P<area>.*)' is not a product area",
        _("%(area)s is not a product area."),
    ),
    (
        r"(?P<code>\d+) is not in ISO 9999.*",
        _("%(code)s is not a code of ISO 9999."),
    ),
    (
        r"ends (?P<to>\S+) before it begins (?P<start>\S+)",
        _("Ends %(to)s, before it begins %(start)s."),
    ),
    (
        r"needs values, each from a later day.*",
        _("Needs at least one value, each from a later day than the one before."),
    ),
    (
        r"(?P<code>\S+) has no wording",
        _("The remark %(code)s has no wording."),
    ),
    (
        r"(?P<name>\S+) is neither a decision field.*",
        _("%(name)s is no answer that this table gives."),
    ),
    (
        r"(?P<name>\S+) cannot be '(?P<value>.*)'; valid are .*",
        _("%(name)s cannot be %(value)s."),
    ),
    (
        r"cannot be '(?P<value>.*)'; valid are .*",
        _("Cannot be %(value)s."),
    ),
    (
        r"cannot follow from itself",
        _("Cannot follow from itself."),
    ),
    (
        r"gives nothing",
        _("The rule gives no answer and no remark."),
    ),
    (
        r"a condition belongs to may_prescribe.*",
        _("A condition belongs to “may be prescribed on a condition”, and that answer needs one."),
    ),
    (
        r"what the text leaves open is undetermined.*",
        _("A rule about what the text leaves open has an undecided answer and says why; no other rule does."),
    ),
    (
        r"(?P<one>\S+) and (?P<other>\S+) both hold for (?P<facts>.*): the sources contradict.*",
        _(
            "The rules %(one)s and %(other)s rest on texts that contradict each other; both hold for: %(facts)s. "
            "Say which is meant (reading), or that it is open."
        ),
    ),
    (
        r"(?P<one>\S+) and (?P<other>\S+) both hold for (?P<facts>.*)",
        _("The rules %(one)s and %(other)s both hold for: %(facts)s."),
    ),
    (
        r"never decides: .*",
        _("Never decides: rules before it always do, or its conditions cannot hold together."),
    ),
    (
        r"no row answers for (?P<facts>.*)",
        _("No rule answers for: %(facts)s."),
    ),
    (
        r"(?:.*: )?column (?P<name>\S+) is neither a fact nor an answer.*",
        _("%(name)s is neither a fact nor an answer that a table gives."),
    ),
    (
        r"(?:.*: )?\[?'?(?P<value>.*?)'?\]? can never hold; valid are .*",
        _("%(value)s can never hold in this column."),
    ),
    (
        r"(?:.*: )?needs from, to or below",
        _("A range needs from, to or below."),
    ),
    (
        r"(?:.*: )?there is no parameter (?P<name>\S+); .*",
        _("There is no value with the name %(name)s."),
    ),
    (
        r"(?:.*: )?the parameter (?P<name>\S+) is .*, not a whole number",
        _("The value %(name)s is not a whole number, so no range can use it."),
    ),
    (
        r"(?:.*: )?the parameter (?P<name>\S+) has no value on the agreement's first day.*",
        _("The value %(name)s has not begun on the agreement's first day."),
    ),
    (
        r".*: these answers wait for each other",
        _("Answers wait for each other in a ring."),
    ),
)
_COMPILED = tuple((re.compile(pattern, re.S), sentence) for pattern, sentence in SENTENCES)


def said_in_words(finding: str) -> str:
    """The sentence for what a check says; what no pattern knows is shown as it is."""
    for pattern, sentence in _COMPILED:
        found = pattern.fullmatch(finding)
        if found:
            return str(sentence) % {name: _words(value) for name, value in found.groupdict().items()}
    return finding


def _words(listed: str) -> str:
    """Names of facts and answers in the reader's language, wherever they stand in a list of facts."""
    parts = (part.partition(" ") for part in listed.split(", "))
    return ", ".join(f"{short_fact(name)} {rest}" if rest else str(FIELDS.get(name, name)) for name, _space, rest in parts)
