"""What the parts of the prescribing process are called, and the sentences of their refusals; words and messages join them with the rest."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

STEP_STATES: dict[str, Text] = {
    "not_begun": _("not begun"),
    "planned": _("planned"),
    "done": _("done"),
    "not_needed": _("not needed"),
}
TRIAL_OUTCOMES: dict[str, Text] = {
    "kept": _("The device suits and is kept"),
    "returned": _("The device does not suit and comes back"),
}
EXCEPTION_REASONS: dict[str, Text] = {
    "agreement_silent": _("The agreement does not say who pays"),
    "special_need": _("The person's need cannot be met in another way"),
    "continues_elsewhere": _("The responsibility is on its way to another principal"),
    "principals_agreed": _("The principals have agreed on this case"),
}
IN_SENTENCES = (STEP_STATES, TRIAL_OUTCOMES, EXCEPTION_REASONS)
PROCESS: dict[str, Text] = {
    "process.step_state": _("%(step)s is %(now)s and can be: %(valid)s."),
    "process.planned_in_past": _("%(on)s has passed. A step is planned for today or a day to come."),
    "process.unknown_goal_code": _("%(value)s is not among the ICF codes of activity and participation that can be chosen."),
    "process.alternatives": _("Write what was offered, one alternative a line: at least one and at most %(most)s."),
    "process.alternative_long": _("“%(alternative)s…” is too long: at most %(most)s characters a line."),
    "process.choice_not_offered": _("The choice must be one of the alternatives that were offered: %(valid)s."),
    "process.choice_reason": _("Write why the person does not get what she prefers."),
    "process.trial_days": _("A trial ends on a day to come, at most %(most)s days from today."),
    "process.no_trial": _("There is no trial going on."),
    "process.trial_outcome": _("Choose how the trial ended: %(valid)s."),
    "process.trial_not_delivered": _("The device has not been delivered yet, so the trial cannot be over."),
    "process.trial_other_payer": _("When it is no longer a trial, %(payer)s pays. Let it come back, or have the payer changed first."),
    "process.no_exception": _(
        "An exception can only be made from the answer on who pays. The right to prescribe, and questions without an answer, are "
        "not set aside."
    ),
    "process.exception_not_needed": _("The agreement carries this already. Choose the device."),
    "process.exception_reason": _("Choose why: %(valid)s."),
    "process.exception_words": _("Write why in a few words, without names."),
    "process.exception_asked": _("Your manager has been asked already and has not answered yet."),
    "process.private_unit": _("A private provider pays for no devices. Ask the principal it works for."),
    "process.other_payer": _("An exception is paid by your own principal. %(payer)s would pay for this person."),
    "process.no_request": _("There is no such question at your unit."),
    "process.answered_already": _("The question has been answered already."),
    "process.no_form": _("There is no such form for this device."),
    "process.form_changed": _("The form has changed since it was opened. Fill in the new one."),
    "process.answer_missing": _("Answer “%(question)s”."),
    "process.answer_invalid": _("“%(question)s”: %(value)s is not a valid answer. Valid are: %(valid)s."),
    "process.answer_too_long": _("“%(question)s”: write at most %(most)s characters."),
    "process.unknown_question": _("The form asks no such question: %(question)s."),
    "process.no_file": _("There is no such file with the prescription."),
    "process.too_many_files": _("A prescription has at most %(most)s files. Take one away first."),
}
REFUSALS: dict[str, Text] = {
    "prescribing.left_open": _("The agreement leaves it open"),
    "prescribing.payer_not_single": _("The agreement names no single payer"),
    "prescribing.trust_not_allowed": _("Another principal pays, and may not be prescribed for"),
    "prescribing.own_responsibility": _("The person buys it"),
    "prescribing.out_of_scope": _("The agreement does not speak about it"),
}
"""What the agreement had answered where an exception was made."""
STEP_CHOICES: dict[str, Text] = {"done": _("Done"), "planned": _("Planned"), "not_needed": _("Not needed")}
