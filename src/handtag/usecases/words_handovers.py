"""What handovers, changes of payer and cases say: refusals, and what codes are called when people read them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

HANDOVERS: dict[str, Text] = {
    "handovers.unknown_reason": _("Say why it is handed over. Choose one of: %(valid)s."),
    "handovers.nothing_said": _("Write what the next prescriber needs to know, and what the goal is."),
    "handovers.too_long": _("Write at most %(longest)s characters."),
    "handovers.due_in_past": _("The next follow-up is on a day to come."),
    "handovers.disclosure_missing": _(
        "It goes to another care provider. Say why it may: %(valid)s (Offentlighets- och sekretesslagen 25 kap. 1 §)."
    ),
    "handovers.answered": _("The handover has been answered already: %(outcome)s."),
    "handovers.unknown_return_reason": _("Say why it is returned. Choose one of: %(valid)s."),
    "handovers.unknown_case_end": _("Choose one of: %(valid)s."),
    "handovers.why_nothing": _("Write why nothing needs to be done."),
    "handovers.before_the_rent": _("The rent that runs began %(first)s. Choose that day or a later one."),
    "handovers.no_unit": _("There is no such unit with a prescriber."),
    "handovers.no_prescriber": _("Nobody of that kind prescribes at the unit today."),
    "handovers.no_handover": _("There is no such handover at your unit."),
    "handovers.offered_already": _("It has been offered already and waits for an answer."),
    "handovers.who_here": _("Choose another prescriber at your unit."),
    "handovers.standing_runs": _("Pieces are withdrawn on it. End the standing prescription first; the receiver begins a new one."),
    "handovers.for_another": _("The handover is for another prescriber at your unit."),
    "handovers.changed_meanwhile": _("Device %(device)s has come back or changed payer meanwhile. Look again."),
    "handovers.nothing_lent": _("Nothing that is rented rests on this prescription."),
    "handovers.same_payer": _("The agreement names the same payer as now, so there is nothing to change."),
    "handovers.payer_open": _("The agreement names no payer from then on (%(payer)s). Who pays now goes on paying until it is settled."),
    "handovers.approval_first": _(
        "From then on %(payer)s would pay for what your unit answers for, and has to approve the cost first. Let somebody at a unit of "
        "the payer take over instead."
    ),
    "handovers.no_case": _("There is no such case at your unit."),
    "handovers.case_ended": _("The case is closed already."),
    "handovers.unknown_event": _("Choose what has happened: %(valid)s."),
    "handovers.event_in_future": _("It is told when it has happened."),
    "handovers.not_away": _("Choose the county that the person has moved to."),
    "handovers.no_value": _("What device %(device)s is worth is not known: there is no rule for how its price is written off."),
    "handovers.not_lent": _("Device %(device)s is not rented to a person."),
}
REASON_WORDS: dict[str, Text] = {
    "reached_age": _("the person has reached the age at which responsibility changes"),
    "new_municipality": _("the person has moved"),
    "housing_changed": _("the person lives in another form of housing"),
    "enrolled": _("enrolled in home health care"),
    "discharged": _("discharged"),
    "specialist_done": _("the specialist care is finished"),
    "staff_change": _("the prescriber works elsewhere"),
    "wrong_receiver": _("it is for somebody else"),
    "more_needed": _("more needs to be known"),
    "unknown_person": _("the person is not ours"),
    "need_ended": _("the need has ended"),
    "consented": _("the person consents"),
    "assessed_harmless": _("assessed as harmless to the person"),
    "withdrawn": _("taken back"),
    "birthday": _("reaches an age at which the answer changes"),
    "moved_away": _("moved to another county"),
    "deceased": _("deceased"),
    "settled": _("settled"),
    "nothing_to_do": _("nothing to do"),
    "change_payer": _("Change the payer from the day"),
    "hand_over": _("Hand over to who takes over"),
    "sell_on": _("Let the new county buy it at its residual value (the national agreement), at the device centre"),
    "collect": _("Order the collection"),
    "end_it": _("End the prescription"),
    "stays": _("stays"),
    "payer_changes": _("changes payer"),
    "goes_back": _("goes back"),
    "left_open": _("the agreement leaves it open"),
    "leaves_the_county": _("bought out or returned"),
}
