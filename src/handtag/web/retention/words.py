"""What the codes of a plan are called on pages, so that they can be understood without knowing the system."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from handtag.domain.retention import Action, Clock, Held, HoldReason, Period

Text = str | Promise
KINDS: dict[str, Text] = {
    "patient_records": _("Free text of the record: needs, goals, notes"),
    "identities": _("Who a person is: name, number, address"),
    "log_extracts": _("Extracts of the log"),
    "access_log": _("The log of who has read about whom"),
    "saved_runs": _("Saved calculations of the cost shift"),
    "imported_lists": _("Imported lists of devices"),
    "command_receipts": _("Receipts of what has been done"),
    "messages": _("Messages that have been sent"),
    "vouchers": _("Vouchers: charges and invoices"),
    "device_ledger": _("Where each device has been"),
    "audit_log": _("The log of what has been done"),
    "log_reviews": _("Protocols of log reviews"),
    "agreements": _("Agreements"),
    "culling_protocols": _("Protocols of what has been removed"),
}
CLOCKS: dict[str, Text] = {
    Clock.LAST_ENTRY: _("the last entry in the record"),
    Clock.SEALED: _("the day on which it was sealed"),
    Clock.RECORDED: _("the day on which it was recorded"),
    Clock.MADE: _("the day on which it was made"),
    Clock.FINISHED: _("the day on which it was finished"),
}
ACTIONS: dict[str, Text] = {
    Action.KEEP: _("Kept"),
    Action.PSEUDONYMISE: _("Texts and names are removed, figures stay without them"),
    Action.DELETE: _("Deleted"),
    Action.DELIVER: _("Delivered to the archive authority"),
}
HELD: dict[str, Text] = {
    Held.LEGAL_HOLD: _("held back for a case"),
    Held.OPEN_LOAN: _("has a device on loan"),
    Held.OPEN_ORDER: _("has an open order"),
    Held.NOT_INVOICED: _("not invoiced yet"),
    Held.CARE_RELATION: _("a unit still takes part in the care"),
    Held.BLOCK: _("the person has blocked records"),
    Held.OTHER_RECORDS: _("there are other records that are kept"),
    Held.OPEN_REVIEW: _("a log review is under way"),
    Held.RUNS_KEPT: _("a saved calculation needs it"),
    Held.TO_DELIVER: _("is to be delivered to the archive authority first"),
}
REASONS: dict[str, Text] = {
    HoldReason.DISPUTE: _("Dispute or claim"),
    HoldReason.RECALL: _("Recall of a device"),
    HoldReason.SUPERVISION: _("Supervision by an authority"),
    HoldReason.REQUEST: _("Someone has asked for the documents"),
    HoldReason.ARCHIVE: _("Decision of the archive authority"),
}


def said(table: dict[str, Text], code: str) -> str:
    """The word for a code; a code without one stands as it is."""
    return str(table.get(code, code))


def period(keep: Period) -> str:
    """How long, in years or days."""
    if keep.is_endless:
        return _now("For ever")
    if keep.years:
        return ngettext("%(count)s year", "%(count)s years", keep.years) % {"count": keep.years}
    return ngettext("%(count)s day", "%(count)s days", keep.days) % {"count": keep.days}
