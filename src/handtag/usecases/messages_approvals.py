"""Refusal codes → sentences for approvals; messages joins them with the rest."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

APPROVALS: dict[str, str | Promise] = {
    "approvals.not_asked": _("%(who)s must approve this before it is ordered. Ask for approval %(case)s on the prescription's page."),
    "approvals.waits": _("The order waits for %(who)s, who is to answer request %(case)s by %(due)s."),
    "approvals.question_waits": _(
        "%(who)s has asked back about request %(case)s. Answer on the prescription's page; then it can be approved."
    ),
    "approvals.is_refused": _("%(who)s has refused request %(case)s. Choose another device, or appeal."),
    "approvals.is_appealed": _("The refusal of request %(case)s by %(who)s has been appealed, to be decided by %(due)s."),
    "approvals.wrong_state": _("The request is %(state)s. It cannot be %(wanted)s now."),
    "approvals.no_approval": _("There is no such request among those you may see."),
    "approvals.no_rule": _("There is no such rule in your county."),
    "approvals.no_delegation": _("There is no such delegation at your organisation."),
    "approvals.no_approver": _("Nobody with that number approves costs at your organisation."),
    "approvals.unknown_kind": _("Choose what needs an approval: %(valid)s."),
    "approvals.unknown_decider": _("Choose who approves: %(valid)s."),
    "approvals.unknown_verdict": _("Choose one of: %(valid)s."),
    "approvals.bad_iso": _("%(value)s is no ISO code. Write 2, 4, 6 or 8 digits."),
    "approvals.iso_missing": _("Write which group of devices it is about."),
    "approvals.amount_missing": _("Write the amount above which an approval is needed."),
    "approvals.bad_days": _("Write from 1 to 180 days to answer in."),
    "approvals.source_missing": _("Write the document and section that say so."),
    "approvals.day_passed": _("%(on)s will not do. Choose today or a later day, not before the first one."),
    "approvals.rule_over": _("The rule held until %(on)s."),
    "approvals.delegation_over": _("The delegation held until %(on)s."),
    "approvals.motive_missing": _("Write why it is needed and what else has been considered, without telling who it is for."),
    "approvals.bad_months": _("Write from 1 to %(longest)s months."),
    "approvals.bad_pieces": _("Write how many: at least 1."),
    "approvals.answer_missing": _("Write the answer."),
    "approvals.reason_missing": _("Write the reason. Whoever asked reads it."),
    "approvals.own_request": _("You have asked for %(case)s yourself. Someone else decides."),
    "approvals.not_delegated": _("Nobody has delegated to you to approve costs today. Ask whoever delegates at your organisation."),
    "approvals.above_limit": _("It costs more than you may approve, %(limit)s kronor. Someone with a higher limit decides."),
    "approvals.own_delegation": _("Nobody delegates to themselves."),
    "approvals.bad_limit": _("The amount cannot be below nothing."),
    "approvals.own_substitute": _("Nobody stands in for themselves."),
    "approvals.substitute_needs_day": _("A substitute has a last day."),
    "approvals.substitute_above": _("A substitute may approve no more than the one they stand in for."),
}
