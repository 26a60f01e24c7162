"""What an extract of the register is called and says: its sections, its columns, and the acts and readings of the log. In plain words, for
the person it is about."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.domain.correcting import OF_PERSON, OF_PRESCRIPTION
from handtag.usecases.words import word
from handtag.usecases.words_own import SECTION_WORDS

Text = str | Promise


@dataclass(frozen=True)
class About:
    """What a person is told of a section (GDPR art. 15.1): what it is for, where it comes from, how long it is kept."""

    title: Text
    purpose: Text
    origin: Text
    kept: Text


_CARE_YEARS = _("At least ten years after the last entry (Patientdatalagen 3 kap. 17 §).")
_LOG_YEARS = _("Ten years from the day of the row. The law asks for at least five (HSLF-FS 2016:40 4 kap. 9 §).")
_MONEY_YEARS = _("Seven years after the year of the accounts (Lagen om kommunal bokföring och redovisning 3 kap.).")
_FROM_STAFF = _("Recorded by staff who work with you.")
_FROM_SYSTEM = _("Made by Handtag when something was done.")
SECTIONS: dict[str, About] = {
    "person": About(
        _("You"),
        _("To know who you are and where things are to be brought, and which principal pays."),
        _("You and the staff who registered you."),
        _CARE_YEARS,
    ),
    "identities": About(
        _("Identity numbers"), _("To know that it is you and nobody else."), _("You and the staff who registered you."), _CARE_YEARS
    ),
    "relations": About(
        _("Units that may read"),
        _("Only units that take part in your care, and have said why, may read about you."),
        _FROM_STAFF,
        _CARE_YEARS,
    ),
    "consents": About(_("Your consents"), _("To read what others have written only when you agree."), _("You."), _CARE_YEARS),
    "blocks": About(_("Your blocks"), _("To hide what you do not want other units to read."), _("You."), _CARE_YEARS),
    "emergencies": About(
        _("Openings in an emergency"), _("Care that could not wait. Each one is reviewed afterwards."), _FROM_STAFF, _CARE_YEARS
    ),
    "extracts": About(_("Extracts handed out before"), _("To show that you got what you asked for."), _FROM_SYSTEM, _CARE_YEARS),
    "corrections": About(
        _("What you have found wrong"), _("To show what you say, what was corrected, and what stood there before."), _("You."), _CARE_YEARS
    ),
    "merges": About(
        _("Records joined"), _("To have one record of you and not two, and to undo it if it was wrong."), _FROM_STAFF, _CARE_YEARS
    ),
    "prescriptions": About(
        _("Prescriptions"), _("To give you the right device, and to follow up that it helps."), _FROM_STAFF, _CARE_YEARS
    ),
    "steps": About(_("Steps of the prescribing"), _("To show what has been done and when."), _FROM_STAFF, _CARE_YEARS),
    "decisions": About(
        _("Decisions under the agreement"),
        _("To show which rule said who pays. The prescriber decides; the system proposes."),
        _("Worked out from what you and staff have told, by the county's agreement."),
        _CARE_YEARS,
    ),
    "follow_ups": About(_("Follow-ups"), _("To see whether the device helps."), _FROM_STAFF, _CARE_YEARS),
    "question_letters": About(_("Letters with questions"), _("To ask you how the device works for you."), _FROM_STAFF, _CARE_YEARS),
    "responsible": About(_("Who follows up"), _("So that somebody always answers for it."), _FROM_STAFF, _CARE_YEARS),
    "remembered_facts": About(
        _("What you have told"), _("To ask you again only when it may have changed."), _("You and staff who work with you."), _CARE_YEARS
    ),
    "offerings": About(_("What you could choose from"), _("To give you the device you prefer, or say why not."), _FROM_STAFF, _CARE_YEARS),
    "trials": About(_("Devices on trial"), _("To see whether a device suits before it is yours to use."), _FROM_STAFF, _CARE_YEARS),
    "form_answers": About(_("Forms filled in"), _("To choose and fit the device in the same way for everyone."), _FROM_STAFF, _CARE_YEARS),
    "exceptions": About(
        _("Exceptions from the agreement"),
        _("To let you have what you need when the agreement is silent."),
        _FROM_STAFF,
        _CARE_YEARS,
    ),
    "prescription_files": About(
        _("Photos and papers"), _("To choose and fit the device. Ask, and you get the files themselves."), _FROM_STAFF, _CARE_YEARS
    ),
    "sign_offs": About(_("Signatures"), _("To know who answers for what was prescribed to you."), _FROM_STAFF, _CARE_YEARS),
    "rights_used": About(_("The prescribers' rights"), _("To show that who prescribed had the right to."), _FROM_SYSTEM, _CARE_YEARS),
    "orders": About(_("Orders"), _("To bring you what was prescribed, and to fetch it back."), _FROM_STAFF, _CARE_YEARS),
    "taken_devices": About(_("What the system before knew"), _("To show since when you had what you have."), _FROM_SYSTEM, _CARE_YEARS),
    "taken_orders": About(_("Orders from the system before"), _("To find them by the number they had."), _FROM_SYSTEM, _CARE_YEARS),
    "approvals": About(
        _("Approvals"),
        _("Some devices need somebody's yes before they are ordered. They are not told who you are."),
        _FROM_STAFF,
        _CARE_YEARS,
    ),
    "approval_events": About(_("What happened to the approvals"), _("To show who answered what, and when."), _FROM_STAFF, _CARE_YEARS),
    "cost_notices": About(
        _("What payers were told"),
        _("Who pays is told at once what is prescribed and what it costs, not for whom."),
        _FROM_SYSTEM,
        _CARE_YEARS,
    ),
    "order_lines": About(_("What was ordered"), _("To bring you what was prescribed, and to fetch it back."), _FROM_STAFF, _CARE_YEARS),
    "order_attachments": About(
        _("Files sent with orders"),
        _("To make and bring the right thing. Ask, and you get the files themselves."),
        _FROM_STAFF,
        _CARE_YEARS,
    ),
    "order_drafts": About(
        _("Orders that were begun"), _("To go on where someone left off. Gone when the order is placed."), _FROM_STAFF, _CARE_YEARS
    ),
    "standing_orders": About(
        _("What you get again and again"), _("To bring you what you use up without a new prescription each time."), _FROM_STAFF, _CARE_YEARS
    ),
    "order_messages": About(
        _("Messages about orders"), _("To tell whoever placed the order when something changed."), _FROM_SYSTEM, _CARE_YEARS
    ),
    "prescription_messages": About(_("Messages about prescriptions"), _("To remind whoever follows up."), _FROM_SYSTEM, _CARE_YEARS),
    "representatives": About(
        _("Who may act for you"),
        _("To let the right ones, and nobody else, see and act for you."),
        _("You and the staff who saw the ground."),
        _CARE_YEARS,
    ),
    "own_requests": About(
        _("What you have asked about your devices"),
        _("To answer you, and to repair and fetch."),
        _("You, or who acts for you."),
        _CARE_YEARS,
    ),
    "devices": About(
        _("Devices you have and have had"),
        _("To find each device again, for service and if the maker recalls it."),
        _FROM_STAFF,
        _CARE_YEARS,
    ),
    "rentals": About(_("Rents"), _("To let your region or municipality pay for the right days."), _FROM_SYSTEM, _MONEY_YEARS),
    "handovers": About(
        _("Handovers"), _("To let the next prescriber know what the devices are for, and when to follow up."), _FROM_STAFF, _CARE_YEARS
    ),
    "cases": About(
        _("Changes to settle"),
        _("To see that somebody acts when your age or where you live changes who answers."),
        _FROM_SYSTEM,
        _CARE_YEARS,
    ),
    "buy_outs": About(_("Devices bought by another county"), _("To let you keep your device when you move."), _FROM_SYSTEM, _MONEY_YEARS),
    "charges": About(
        _("Charges"), _("To let your region or municipality pay. The invoice does not say who you are."), _FROM_SYSTEM, _MONEY_YEARS
    ),
    "holds": About(_("Kept for a case"), _("To remove nothing while a case goes on that needs it."), _FROM_STAFF, _CARE_YEARS),
    "acts": About(_("What has been done with your record"), _("To show afterwards what was done."), _FROM_SYSTEM, _LOG_YEARS),
    "readings": About(
        _("How often it has been read"),
        _("To find whoever reads without need. Ask for the extract of the log to see every single time."),
        _FROM_SYSTEM,
        _LOG_YEARS,
    ),
    "log_extracts": About(_("Extracts of the log"), _("To show that you got what you asked for."), _FROM_SYSTEM, _LOG_YEARS),
}
COLUMNS: dict[str, Text] = {
    "rests_on": _("Rests on"),
    "profession": _("Profession"),
    "answered_at": _("Answered"),
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "birth_date": _("Born"),
    "municipality": _("Municipality"),
    "housing": _("Housing"),
    "home_health_care_enrolled": _("Enrolled in home health care"),
    "address": _("Address"),
    "phone": _("Telephone"),
    "protected_identity": _("Protected personal data"),
    "registered_at": _("Registered"),
    "kind": _("Kind"),
    "number": _("Number"),
    "unit": _("Unit"),
    "ground": _("Ground"),
    "legal_ground": _("Ground"),
    "from": _("From"),
    "to": _("To"),
    "ended_at": _("Ended"),
    "given_by": _("Given by"),
    "asked_by": _("Asked for by"),
    "reason": _("Reason"),
    "text": _("Text"),
    "case_number": _("Case number"),
    "delivery": _("Delivery"),
    "identified_by": _("Identified by"),
    "at": _("Time"),
    "on": _("Day"),
    "state": _("State"),
    "need": _("Need"),
    "goal": _("Goal"),
    "priority": _("Priority"),
    "article": _("Article"),
    "payer": _("Who pays"),
    "answers": _("Answers"),
    "offered": _("Offered"),
    "chosen": _("Chosen"),
    "form": _("Form"),
    "rule": _("Rule"),
    "agreement": _("Agreement"),
    "due_on": _("Due"),
    "prescriber": _("Prescriber"),
    "receiver": _("Receiver"),
    "answer": _("Answer"),
    "result": _("Result"),
    "order": _("Order"),
    "delivery_point": _("Delivery point"),
    "quantity": _("Quantity"),
    "device": _("Device"),
    "promised_on": _("Promised"),
    "delivered_on": _("Delivered"),
    "amount": _("Amount"),
    "invoice": _("Invoice"),
    "count": _("Times"),
    "field": _("Field"),
    "before": _("Stood before"),
    "wanted": _("Should be"),
    "case": _("Case"),
    "decider": _("Who decides"),
}
READINGS: dict[str, Text] = {
    "person.searched": _("Searched for by personal identity number"),
    "person.relation_stated": _("Stated why the unit needs to read"),
    "person.listed": _("Shown in a list of work"),
    "person.holding_listed": _("Counted among devices that pass to another centre at an age limit"),
    "person.opened": _("Opened"),
    "person.attachment_opened": _("A file sent with an order opened"),
    "person.prescription_file_opened": _("A photo or paper of a prescription opened"),
    "person.registered": _("Registered"),
    "person.identity_shown": _("Whole personal identity number shown"),
    "person.reviewed": _("Looked at when the log was reviewed"),
    "person.log_extracted": _("This log given out on request"),
    "person.emergency_opened": _("Opened in an emergency"),
    "person.elsewhere_opened": _("Opened what another unit has written"),
    "person.cohesive_opened": _("Opened what another care provider has written"),
    "person.blocked_opened": _("Opened what is blocked"),
    "person.address_shown": _("Protected address shown"),
    "person.held": _("Kept for a case"),
    "person.culled": _("Removed when its time was over"),
    "person.register_made": _("Extract of the register asked for"),
    "person.register_opened": _("Extract of the register read"),
    "person.register_handed_over": _("Extract of the register handed over"),
    "person.register_exported": _("Extract of the register saved as a file"),
    "person.own_opened": _("Own devices looked at"),
    "person.own_log_opened": _("Own log looked at"),
}
ACTS: dict[str, Text] = {
    "people.registered": _("Registered"),
    "people.relation_stated": _("Stated why the unit needs to read"),
    "people.event_told": _("Told that you have moved, come home or died"),
    "people.relation_ended": _("The unit's relation ended"),
    "people.circumstances_changed": _("Circumstances changed"),
    "people.identity_given": _("New identity number"),
    "people.identity_taken": _("Identity number that another record has"),
    "people.identity_withdrawn": _("Identity number undone"),
    "people.consent_recorded": _("Consent recorded"),
    "people.consent_withdrawn": _("Consent withdrawn"),
    "people.records_blocked": _("Records blocked"),
    "people.block_lifted": _("Block lifted"),
    "people.opened_in_emergency": _("Opened in an emergency"),
    "people.representative_recorded": _("Recorded who may act for you"),
    "people.representative_ended": _("Ended that someone acts for you"),
    "records.extract_handed_over": _("Extract of the register handed over"),
    "records.correction_requested": _("Noted that you find something wrong"),
    "records.persons_merged": _("Two records of you were joined"),
    "records.persons_split": _("Two joined records were split again"),
    "records.corrected": _("Corrected as you asked"),
    "records.correction_refused": _("Not corrected; your note remains"),
}
DELIVERIES: dict[str, Text] = {
    "in_person": _("Fetched here by the person"),
    "digital_mailbox": _("Digital mailbox"),
    "registered_address": _("By post to the registered address"),
    "tax_agency": _("By post through the Tax Agency, for protected personal data"),
}
LEGAL_GROUNDS: dict[str, Text] = {
    "gdpr_15": _("The person asks (GDPR art. 15)"),
    "gdpr_15_representative": _("A guardian or someone with a power of attorney asks (GDPR art. 15)"),
}
IDENTIFICATIONS: dict[str, Text] = {
    "id_document": _("Identity card or passport"),
    "electronic_id": _("Electronic identification"),
    "known_to_staff": _("Known to staff in person"),
    "registered_address": _("Answer sent only to the address in the population register"),
}
WITHHOLDINGS: dict[str, Text] = {
    "other_person": _("It tells of someone else who could be hurt by it (GDPR art. 15.4, OSL 25 kap. 7 §)"),
    "harm": _("It would seriously harm the purpose of the care (OSL 25 kap. 6 §)"),
}
KINDS: dict[str, Text] = {
    "personnummer": _("Personnummer"),
    "coordination_number": _("Samordningsnummer"),
    "reserve_number": _("Reserve number"),
    "customer_order": _("Order"),
    "equipment_order": _("Equipment for a unit"),
    "takeover_order": _("Taken over from the system before"),
    "collection_order": _("Collection"),
    "split": _("Comes in parts"),
    "attached": _("A file was sent with it"),
    "changed": _("Changed"),
    "converted": _("Changed whether an equivalent may come"),
    "postponed": _("Comes on another day"),
    "undelivered": _("Did not arrive"),
    "supplier_day": _("The supplier delivers on another day"),
    "equivalent": _("An equivalent comes instead"),
    "flagged": _("Whoever followed up has left"),
    "follow_up_due": _("A follow-up is due"),
    "follow_up_late": _("A follow-up is late"),
    "rent": _("Rent"),
    "sale": _("Sale"),
    "credit": _("Credit"),
}
CORRECTIONS: dict[str, Text] = {
    "noted": _("Noted as questioned by the person"),
    "asked": _("The person asks for a correction"),
    "corrected": _("Corrected"),
    "refused": _("Not corrected; the person still finds it wrong"),
}
FIELDS: dict[str, Text] = {name: COLUMNS[name] for name in (*OF_PERSON, *OF_PRESCRIPTION)}
_ALL = (CORRECTIONS, FIELDS, READINGS, ACTS, DELIVERIES, LEGAL_GROUNDS, IDENTIFICATIONS, WITHHOLDINGS, KINDS, *SECTION_WORDS)


def told(code: str) -> str:
    """The word for a code in an extract; a code without one as it is."""
    return next((str(words[code]) for words in _ALL if code in words), None) or word(code)
