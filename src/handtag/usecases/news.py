"""What people are told about their orders and prescriptions, as sentences in the reader's language. No names, nothing of health."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.usecases.words import word

NEWS: dict[str, str | Promise] = {
    "sent": _("On its way. Promised: %(day)s."),
    "undelivered": _("It did not arrive: %(reason)s. It is sent again and comes on %(day)s. Cancel the order when it is no longer needed."),
    "delivered": _("Delivered on %(day)s."),
    "cancelled": _("The order is cancelled: %(reason)s."),
    "split": _("What can come at once no longer waits for the rest. The first comes on %(day)s."),
    "postponed": _("%(article)s comes on %(day)s instead of %(before)s: %(reason)s."),
    "supplier_day": _("%(article)s comes on %(day)s instead of %(before)s: that is when it is expected from the supplier."),
    "changed": _("The order has been changed. Look at what it says now."),
    "converted": _("%(article)s has been changed and comes on %(day)s."),
    "attached": _("A file has been sent with the order."),
    "reassigned": _("You now follow up this prescription."),
    "flagged": _("Whoever followed up this prescription no longer works here. Choose who takes over."),
    "follow_up_due": _("A follow-up is due on %(day)s."),
    "follow_up_late": _("A follow-up was due on %(day)s and has not been done."),
    "equivalent": _("The equivalent %(article)s comes instead."),
}


def news(code: str, params: Mapping[str, object]) -> str:
    """A message as a sentence; its codes replaced by words."""
    return str(NEWS[code]) % {name: word(value) for name, value in params.items()}
