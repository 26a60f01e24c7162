"""What the codes of rights are called: why one is withdrawn, what one rests on."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

WITHDRAWAL_REASONS: dict[str, Text] = {
    "competence_not_kept": _("the competence has not been kept up"),
    "guidelines_not_followed": _("guidelines have not been followed"),
    "other_duties": _("the work no longer includes it"),
    "own_wish": _("at the prescriber's own wish"),
}
PARTS: dict[str, Text] = {"everything": _("everything")}
BASES: dict[str, Text] = {
    "certificate": _("course passed"),
    "cases": _("supervised cases"),
    "approved": _("approved by the principal"),
    "substitute": _("as substitute"),
    "carried": _("carried over from the earlier decision"),
}
