"""What codes are called when people read them: professions, the agreement's facts as questions, and the values they take.

States of things belong to the component library; whole sentences to messages.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.usecases import words_approvals, words_handovers, words_ordering, words_process, words_purchasing, words_rights, words_stock

Text = str | Promise

PROFESSIONS: dict[str, Text] = {
    "occupational_therapist": _("occupational therapist"),
    "physiotherapist": _("physiotherapist"),
    "nurse": _("nurse"),
    "district_nurse": _("district nurse"),
    "physician": _("physician"),
    "speech_therapist": _("speech therapist"),
    "audiologist": _("audiologist"),
    "hearing_educator": _("hearing educator"),
    "vision_educator": _("vision educator"),
    "optician": _("optician"),
    "ophthalmologist": _("ophthalmologist"),
    "orthotist": _("orthotist"),
    "orthopaedic_technician": _("orthopaedic technician"),
    "lymph_therapist": _("lymph therapist"),
    "consultant_seating_team": _("consultant of the seating team"),
    "psychologist": _("psychologist"),
    "dentist": _("dentist"),
    "dietitian": _("dietitian"),
    "midwife": _("midwife"),
}
FACTS: dict[str, Text] = {
    "age": _("age"),
    "housing": _("form of housing"),
    "activity": _("daily activity"),
    "care_setting": _("where the need is assessed"),
    "prescriber_profession": _("the prescriber's profession"),
    "prescriber_employer": _("the prescriber's employer"),
    "municipality": _("the person's municipality"),
    "home_health_care_enrolled": _("whether the person is enrolled in home health care"),
    "home_health_care_day": _("number of days since enrolment in home health care"),
    "can_reach_health_centre": _("whether the person can get to the health centre"),
    "habilitation_enrolled": _("whether the person is enrolled in habilitation"),
    "drives_self": _("whether the person can drive it without help"),
    "registered_in_county": _("whether the person lives in the county"),
    "discharge_after_short_stay": _("whether this is for discharge after a short hospital stay"),
    "handed_over": _("whether the responsibility has been handed over"),
    "purpose": _("what it is to be used for"),
    "used_by_staff": _("whether it is used together with staff"),
    "taken_home": _("whether it is taken home"),
    "specially_adapted": _("whether it is specially adapted"),
    "consumable": _("whether it is used up"),
    "short_trial": _("whether it is a short trial"),
    "palliative": _("whether it is for palliative care"),
    "adjusted": _("whether it is adjusted to the person"),
    "requires_speech_therapist": _("whether a speech therapist is needed"),
    "specialist_only": _("whether only a specialist unit handles it"),
    "part_kind": _("main device, accessory or spare part"),
    "main_iso_code": _("ISO code of the main device"),
    "main_payer": _("who pays for the main device"),
    "self_test_diabetes": _("whether it is for self-testing in diabetes"),
    "drug_benefit": _("whether it is covered by the drug benefit"),
    "care_responsible": _("who is responsible for the care"),
    "product_area": _("area of the product"),
    "product": _("which product it is"),
    "iso_code": _("ISO code"),
    "listed_in_annex": _("which annex lists the product"),
    "annex_payer": _("which principal the annex names"),
}
VALUES: dict[str, Text] = {
    "ordinary": _("ordinary housing"),
    "special_housing_sol": _("special housing under the Social Services Act"),
    "lss_housing": _("housing under the Disability Act (LSS)"),
    "psychiatric_housing_sol": _("social-psychiatric housing"),
    "short_term_stay_lss": _("short-term stay under the Disability Act (LSS)"),
    "none": _("none"),
    "day_care_sol": _("day care"),
    "daily_activities_lss": _("daily activities under the Disability Act (LSS)"),
    "occupation_sol": _("occupation under the Social Services Act"),
    "school": _("school"),
    "private_workplace": _("private workplace"),
    "health_centre": _("health centre"),
    "home_visit": _("home visit"),
    "home_health_care": _("home health care"),
    "hospital": _("hospital"),
    "specialist_unit": _("specialist unit"),
    "child_habilitation": _("child habilitation"),
    "adult_habilitation": _("adult habilitation"),
    "psychiatry": _("psychiatry"),
    "municipal_care": _("municipal care"),
    "device_centre": _("device centre"),
    "administration": _("administration"),
    "region": _("the region"),
    "municipality": _("the municipality"),
    "private_for_region": _("private provider for the region"),
    "private_for_municipality": _("private provider for the municipality"),
    "shared": _("shared by care responsibility"),
    "own_responsibility": _("the person"),
    "other": _("someone else"),
    "undetermined": _("not determined"),
    "personal": _("for one person"),
    "equipment": _("equipment used by several"),
    "treatment": _("treatment"),
    "education": _("education"),
    "main": _("main device"),
    "accessory": _("accessory"),
    "spare_part": _("spare part"),
    "true": _("yes"),
    "false": _("no"),
}
GROUNDS: dict[str, Text] = {
    "care_relation": _("The person is in our care"),
    "referral": _("The person has been referred to us"),
    "patient_consent": _("The person has consented"),
    "order_case": _("An order or a device of the person is being handled"),
}
# What else the log gives as the ground of a reading.
OPENINGS: dict[str, Text] = {
    "emergency": _("Opened in an emergency"),
    "cohesive_consent": _("The person has consented to reading across care providers"),
    "blocked_consent": _("The person has consented to reading what is blocked"),
}
EMERGENCY_REASONS: dict[str, Text] = {
    "life_or_health": _("Danger to life or serious danger to health"),
    "device_failure": _("A device that the person depends on has failed"),
    "cannot_consent": _("Care that cannot wait, and the person cannot be asked"),
}
SEARCH_REASONS: dict[str, Text] = {
    "many_visits": _("Many visits today"),
    "many_deliveries": _("Many deliveries or returns today"),
    "follow_up": _("Many are followed up at once"),
    "register": _("The register is being corrected"),
}
ADDRESS_REASONS: dict[str, Text] = {
    "home_visit": _("Home visit"),
    "delivery": _("Delivery agreed with the person"),
    "urgent_contact": _("The person must be reached now"),
}
CONSENTS: dict[str, Text] = {
    "cohesive": _("Reading what other care providers have written"),
    "blocked": _("Reading what is blocked at other units of our care provider"),
}
ASKERS: dict[str, Text] = {
    "person": _("The person"),
    "representative": _("Guardian or other representative"),
}
LIFTS: dict[str, Text] = {
    "person_asked": _("The person has asked for it"),
    "emergency": _("Danger to life or health, and the person cannot be asked"),
}
STEPS: dict[str, Text] = {
    "assessment": _("Assessment of need"),
    "trial": _("Trial"),
    "adjustment": _("Adjustment"),
    "information": _("Information"),
    "instruction": _("Instruction"),
    "training": _("Training"),
    "evaluation": _("Evaluation"),
    "article_chosen": _("Article chosen"),
    "ordered": _("Ordered"),
    "approval_asked": _("Approval asked for"),
    "delivered": _("Delivered"),
    "follow_up": _("Follow-up"),
    "reassigned": _("Another prescriber follows up"),
    "letter_sent": _("Letter with questions"),
    "ended": _("Ended"),
}
# As they stand inside a sentence; labels on pages belong to the component library.
STATES: dict[str, Text] = {
    "editing": _("being written"),
    "submitted": _("waiting for approval"),
    "approved": _("approved"),
    "withdrawn": _("put away"),
    "started": _("started"),
    "article_chosen": _("waiting to be ordered"),
    "ordered": _("ordered"),
    "followed_up": _("followed up"),
    "ended": _("ended"),
    "placed": _("placed"),
    "allocated": _("reserved"),
    "picked": _("picked"),
    "sent": _("on its way"),
    "delivered": _("delivered"),
    "collected": _("collected"),
    "cancelled": _("cancelled"),
    "in_stock": _("in stock"),
    "reserved": _("reserved"),
    "in_transit": _("on its way"),
    "with_person": _("with a person"),
    "returned": _("returned"),
    "inspected": _("inspected"),
    "decommissioned": _("decommissioned"),
    "lost": _("lost"),
    "received": _("received"),
    "released": _("released"),
    "rejected": _("rejected"),
    "reconditioned": _("reconditioned"),
    "moved": _("moved"),
    "with_unit": _("with a unit"),
    "quarantined": _("put in quarantine"),
    "washed": _("washed"),
    "at_workshop": _("in the workshop"),
    "at_supplier": _("with the supplier"),
    "in_transfer": _("on its way between stores"),
    "going_home": _("on its way home"),
    "mounted": _("mounted on another device"),
    "sold": _("sold"),
    "found": _("found again"),
    "arrived": _("registered as arrived"),
    "taken_over": _("taken over from another system"),
    "taken_over_used": _("taken over from another system"),
    "taken_over_lent": _("taken over from another system"),
    "taken_over_to_unit": _("taken over from another system"),
    "delivered_to_unit": _("delivered to a unit"),
    "undelivered": _("taken back undelivered"),
    "quarantine_ended": _("released from quarantine"),
    "cleared": _("cleared"),
    "sent_to_workshop": _("sent to the workshop"),
    "came_from_workshop": _("received from the workshop"),
    "sent_to_supplier": _("sent to the supplier"),
    "came_from_supplier": _("received from the supplier"),
    "transferred_out": _("sent to another store"),
    "transferred_in": _("received from another store"),
    "sent_home": _("sent home"),
    "came_home": _("received at home"),
    "detached": _("taken off another device"),
    "changed_owner": _("given another owner"),
    "changed_payer": _("given another payer"),
    "asked": _("waiting for an answer"),
    "accepted": _("accepted"),
    "declined": _("declined"),
}
BLOCK_REASONS: dict[str, Text] = {
    "recall": _("recalled"),
    "failed_inspection": _("failed its inspection"),
    "overdue_service": _("overdue for service"),
    "incident": _("part of an incident that is looked into"),
    "counting": _("being counted"),
    "compared": _("compared with the books"),
    "abandoned": _("put away"),
}
CONDITIONS: dict[str, Text] = {
    "good": _("in good condition"),
    "worn": _("worn"),
    "damaged": _("damaged"),
    "beyond_repair": _("beyond repair"),
    "workshop": _("the workshop"),
    "supplier": _("the supplier"),
}
RESULTS: dict[str, Text] = {
    "goal_reached": _("The goal is reached"),
    "goal_partly_reached": _("The goal is partly reached"),
    "goal_not_reached": _("The goal is not reached"),
    "used": _("It is used as intended"),
    "not_used": _("It is not used"),
    "unsafe": _("It is not safe as it is"),
    "need_changed": _("The need has changed"),
}
END_REASONS: dict[str, Text] = {
    "need_ended": _("The need has ended"),
    "returned": _("The device has been returned"),
    "other_solution": _("The need is met in another way"),
    "declined": _("The person has declined"),
    "moved": _("The person has moved from the county"),
    "deceased": _("The person has died"),
}
CANCEL_REASONS: dict[str, Text] = {
    "ordered_by_mistake": _("Ordered by mistake"),
    "need_changed": _("The need has changed"),
    "too_late": _("It comes too late"),
    "deceased": _("The person has died"),
}
_ALL = (PROFESSIONS, FACTS, VALUES, GROUNDS, STATES, BLOCK_REASONS, CONDITIONS, STEPS, RESULTS, END_REASONS, CANCEL_REASONS, OPENINGS,
        EMERGENCY_REASONS, ADDRESS_REASONS, SEARCH_REASONS, CONSENTS, ASKERS, LIFTS, words_ordering.OPT_OUT_REASONS,
        words_ordering.POSTPONE_REASONS, words_ordering.UNDELIVERED_REASONS, words_stock.SCRAP_REASONS, words_stock.SEND_BACK_REASONS,
        words_rights.WITHDRAWAL_REASONS, words_rights.PARTS,
        *words_purchasing.IN_SENTENCES, *words_approvals.IN_SENTENCES, *words_process.IN_SENTENCES,
        words_handovers.REASON_WORDS)  # fmt: skip


def word(code: object) -> str:
    """The word for a code in the reader's language; anything without a word as it is."""
    match code:
        case bool():
            return str(VALUES["true" if code else "false"])
        case date() | datetime():
            return code.isoformat()
        case list() | tuple():
            return listed(code)
    return next((str(words[code]) for words in _ALL if isinstance(code, str) and code in words), str(code))


def listed(codes: Iterable[object]) -> str:
    """Words one after the other, for a sentence."""
    return ", ".join(word(code) for code in codes)
