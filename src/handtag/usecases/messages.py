"""Refusal codes → sentences: which rule says no, who may, what to do instead. Pages, interfaces and commands all use these."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.domain.values.errors import HandtagError
from handtag.usecases.messages_approvals import APPROVALS
from handtag.usecases.messages_catalogue import CATALOGUE
from handtag.usecases.messages_ordering import ORDERING
from handtag.usecases.messages_procurement import PROCUREMENT
from handtag.usecases.messages_purchasing import PURCHASING
from handtag.usecases.messages_rights import RIGHTS
from handtag.usecases.messages_stores import STORES
from handtag.usecases.messages_takeover import TAKEOVER
from handtag.usecases.words import word
from handtag.usecases.words_following import FOLLOWING
from handtag.usecases.words_handovers import HANDOVERS
from handtag.usecases.words_own import OWN
from handtag.usecases.words_process import PROCESS

MESSAGES: dict[str, str | Promise] = {
    "access.refused": _("Your role does not include this. Nothing has been changed."),
    "access.not_found": _("There is nothing there that you may see."),
    "access.log_unavailable": _("The log of who reads what cannot be written now, so nothing is shown. Try again in a little while."),
    "command.used_with_other_content": _(
        "This has already been sent once, with other content. The first answer stands; open the page again to see it."
    ),
    "identity.invalid": _("That is not a valid personal identity number. Write twelve digits, or ten digits with a hyphen."),
    # people
    "people.not_found": _("There is no such person among those your unit has a care relation to."),
    "people.many_searches": _("You have looked for %(count)s persons within the hour. Say why, and go on; the log reviewer sees it."),
    "identity.invalid_reserve": _(
        "That is not a reserve number. Write 4–20 letters, digits and hyphens, and choose who issued it. "
        "A personal identity number or samordningsnummer is no reserve number."
    ),
    "identity.hers_already": _("The person has that number already."),
    "identity.less_sure": _("The person has a number that is surer than that: a reserve number does not take the place of a real one."),
    "identity.not_confirmed": _("Confirm that the number is this person's."),
    "identity.nothing_to_undo": _("That number is not the last one the person was given, or it has been withdrawn already."),
    "people.birth_date_missing": _("Write when the person was born. A reserve number does not tell."),
    "people.not_born": _("The birth date cannot be later than today."),
    "people.name_missing": _("Write both given name and family name."),
    "people.unknown_municipality": _("There is no municipality with the code %(value)s in this system."),
    "people.unknown_housing": _("%(value)s is not a form of housing. Choose one of: %(valid)s."),
    "people.unknown_ground": _("State why you need to read about the person. Choose one of: %(valid)s."),
    "people.no_relation": _("Your unit has no relation to the person to end. An emergency opening ends by itself."),
    "people.consent_missing": _(
        "What other care providers have written is read only with the person's consent. Ask the person and record the answer under "
        "Consent, or open in an emergency if the care cannot wait."
    ),
    "people.need_not_presumed": _("Consent is asked for only when the data can be presumed to matter for the care. Confirm that they do."),
    "people.consent_days": _("A consent runs from today and for at most %(longest)s days. Choose its last day within that time."),
    "people.no_consent": _("There is no such consent in force at your care provider."),
    "people.no_block": _("There is no such block in force at your care provider."),
    "people.blocked_already": _("The records are blocked in this way already."),
    "people.guardian_may_not_block": _(
        "A guardian may not block a child's records. The child may, when old and mature enough to decide: then the person asks."
    ),
    "people.unknown_choice": _("Choose one of: %(valid)s."),
    "people.unknown_emergency": _("State why the record must be opened now. Choose one of: %(valid)s."),
    "people.emergency_words": _("Write in a few words what has happened. It is read when the log is reviewed."),
    # prescribing
    "prescribing.no_prescription": _("There is no such prescription at your unit."),
    "prescribing.need_missing": _("Describe the need before you go on."),
    "prescribing.goal_missing": _("Write the goal: what will the person be able to do?"),
    "prescribing.bad_priority": _("The priority is 1, 2 or 3."),
    "prescribing.bad_answer": _("%(question)s: %(value)s is not a valid answer. Valid are: %(valid)s."),
    "prescribing.known_already": _("%(question)s is already known and is not asked for here."),
    "prescribing.no_article": _("There is no article with the number %(article)s."),
    "prescribing.no_right": _(
        "Your profession (%(profession)s) may not prescribe this. Those who may: %(who)s. Ask one of them, or choose "
        "another product. Source: %(source)s."
    ),
    "prescribing.right_elsewhere": _(
        "In these circumstances the right to prescribe this lies with %(employer)s: %(who)s may. Hand the case over to "
        "one of them. Source: %(source)s."
    ),
    "prescribing.nobody_may": _(
        "Nobody may prescribe this in the circumstances given. Source: %(source)s. Check the answers, or ask the device centre."
    ),
    "prescribing.undetermined": _("The agreement needs to know more before it can answer: %(missing)s. Answer and try again."),
    "prescribing.left_open": _(
        "The agreement leaves this open, so it cannot be prescribed here. %(because)s Source: %(source)s. The principals "
        "decide: ask your manager to take it to the cooperation group."
    ),
    "prescribing.payer_not_single": _(
        "The agreement names no single payer (%(payer)s). The principals must agree who pays before it is prescribed. Source: %(source)s."
    ),
    "prescribing.trust_not_allowed": _(
        "Your employer does not pay for this, and the agreement does not let you prescribe at the cost of %(payer)s. "
        "Hand the case over to a prescriber there. Source: %(source)s."
    ),
    "prescribing.own_responsibility": _("This is bought by the person. It is not prescribed. Source: %(source)s."),
    "prescribing.out_of_scope": _("The agreement does not speak about this product. Ask the device centre."),
    "prescribing.no_payer_registered": _("The principal that pays is not registered in this system: %(payer)s."),
    "prescribing.wrong_state": _("This is not possible while the prescription is %(state)s."),
    "prescribing.unknown_step": _("%(value)s is not a step of the process. Choose one of: %(valid)s."),
    "prescribing.unknown_result": _("Choose how it went: %(valid)s."),
    "prescribing.unknown_reason": _("Choose why it ends: %(valid)s."),
    "prescribing.day_in_future": _("%(on)s has not come yet. Write today's date or an earlier one."),
    "prescribing.due_in_past": _("The next follow-up is due after today, not on %(on)s."),
    "prescribing.order_under_way": _(
        "Order %(order)s is still under way. Cancel it or wait for the delivery before you end the prescription."
    ),
    "prescribing.device_still_out": _(
        "The person still has %(devices)s. Order a collection or wait for the return before you end the prescription."
    ),
    # ordering
    "ordering.order_not_found": _("There is no such order among those you can see."),
    "ordering.no_delivery_point": _("That delivery point does not belong to your unit. Choose one of your own."),
    "ordering.no_decision": _("Choose an article first: an order rests on the agreement's decision."),
    "ordering.decision_outdated": _(
        "The agreement has a new version (%(version)s) since the article was chosen. Choose the article again."
    ),
    "ordering.decision_changed": _(
        "The person's circumstances have changed since the article was chosen, and so has the agreement's answer. Choose the article again."
    ),
    "ordering.ordered_already": _("This prescription is already ordered: order %(order)s."),
    "ordering.phased_out": _("%(article)s is being phased out. Equivalent articles: %(equivalents)s."),
    "ordering.phased_out_without_equivalent": _(
        "%(article)s is being phased out and nothing stands in for it. Ask a consultant at the device centre."
    ),
    "ordering.does_not_fit": _("%(accessory)s does not fit %(main)s. Choose an accessory that fits."),
    "ordering.bad_quantity": _("The quantity of %(article)s must be from 1 to %(most)s, and 1 for an individually marked device."),
    "ordering.no_delivery_day": _("The delivery point has no delivery day within a year. Choose another."),
    "ordering.no_cost_centre": _("%(payer)s has no cost centre to invoice. Ask the system administrator to add one."),
    "ordering.device_taken": _(
        "%(device)s is already on order %(order)s since %(since)s. Nothing has been changed; choose another device."
    ),
    "ordering.device_not_in_stock": _("%(device)s is not in stock, so it cannot be put on an order."),
    "ordering.not_equivalent": _(
        "%(device)s cannot stand in for %(article)s: it is not in the same replacement group within six ISO digits."
    ),
    "ordering.no_such_line": _("The order has no such line."),
    "ordering.not_marked": _("%(article)s is counted, not individually marked; it is taken from the shelf when picked."),
    "ordering.nothing_to_allocate": _("Every line of the order already has its device."),
    "ordering.illegal_step": _("A line that is %(state)s cannot become %(wanted)s."),
    "ordering.not_cancellable": _("Order %(order)s is %(state)s and can no longer be cancelled. Order a collection instead."),
    "ordering.unknown_reason": _("Choose why it is cancelled: %(valid)s."),
    "ordering.not_with_person": _("%(device)s is not with a person, so there is nothing to collect."),
    "ordering.collected_already": _("%(device)s is already to be collected: order %(order)s since %(since)s."),
    # agreements
    "agreements.none_in_force": _("No agreement is in force on %(on)s, so nothing can be decided."),
    # picking, sending, delivering
    "ordering.other_device": _("%(device)s is not the device allocated to order %(order)s. Put it back and pick the one on the list."),
    "ordering.pick_by_number": _("This is an individually marked device: allocate it and pick it by scanning its number."),
    "ordering.nothing_picked": _("Nothing on order %(order)s is picked yet, so nothing can be sent."),
    "ordering.nothing_sent": _("Nothing on order %(order)s is on its way, so no delivery can be confirmed."),
    # stock
    "stock.no_such_device": _("There is no device %(number)s among those you can see."),
    "stock.no_such_location": _("The centre has no location with the code %(location)s."),
    "stock.location_exists": _("There is already a location with the code %(value)s."),
    "stock.illegal_move": _("A device that is %(state)s cannot be %(kind)s. Nothing has been changed."),
    "stock.day_in_future": _("%(on)s has not come yet. Write today's date or an earlier one."),
    "stock.day_before_last_move": _("%(on)s is before the device's last move on %(last)s. Write that day or a later one."),
    "stock.day_too_long_ago": _("%(on)s is more than %(days)s days ago. Check the year."),
    "stock.number_missing": _("Every individually marked device needs a number."),
    "stock.number_too_long": _("The number %(number)s is too long. It may have at most %(longest)s characters."),
    "stock.number_taken": _("The number %(number)s is already used. A device keeps its number for life; use another."),
    "stock.serial_number_taken": _("A device of this article already has the serial number %(serial_number)s. Check device %(number)s."),
    "stock.negative_price": _("The purchase price cannot be below zero."),
    "stock.counted_by_quantity": _("%(article)s is counted: write a quantity of at least 1 and no device numbers."),
    "stock.marked_one_by_one": _("%(article)s is individually marked: write one number per device."),
    "stock.none_left": _("There is nothing left of %(article)s in the stores."),
    "stock.too_few": _("There are fewer than %(wanted)s of %(article)s at %(location)s. Nothing has been changed."),
    "stock.reason_missing": _("Write why the device is taken out of use."),
    "stock.no_such_lot": _("There is no lot %(lot)s of %(article)s."),
    "stock.why": _("Write why, so that who comes after understands."),
    "stock.repaired_where": _("Choose where it is repaired: %(valid)s."),
    "stock.order_is_open": _("Order %(order)s is to collect device %(number)s. Cancel it first."),
    "stock.astray": _("Device %(number)s does not stand at its owner's centre. It leaves for good only from there: send it home first."),
    "stock.not_a_carrier": _("%(part)s cannot be mounted on %(number)s: a part has no parts, and what has left carries nothing."),
    "stock.part_is_gone": _("%(number)s is gone with the device that it is mounted on."),
    "stock.unknown_block": _("Choose why it is blocked: %(valid)s."),
    "stock.no_such_block": _("Device %(number)s is not blocked for that reason."),
    "stock.not_returned": _("Device %(number)s is not among the returned."),
    "stock.components_checked": _("What came back with device %(number)s is checked already."),
    "stock.unknown_condition": _("Choose its condition: %(valid)s."),
    "stock.not_fit": _("What needs repair has not passed."),
    "stock.expired": _("Batch %(lot)s had its last day on %(on)s. Send it back; it is not taken into stock."),
    "stock.wash_first": _("%(number)s is washed before it is inspected. Register the wash first."),
    "stock.rule_exists": _("There is already a rule for these articles from %(on)s."),
    "stock.iso_prefix": _("%(value)s is no beginning of an ISO code: write digits, at most eight."),
    "stock.rule_number": _("Write a whole number from 1 to %(most)s."),
    "stock.blocked": _("Device %(number)s is blocked: it is %(reason)s. It must not be handed out."),
    "stock.lot_expires_otherwise": _("Lot %(lot)s is known with the last day %(known)s. Check the package."),
    # renting and billing
    "renting.no_price": _("The device has no rent price on %(on)s. Publish a price that covers the day."),
    "billing.no_price": _("%(article)s has no price on %(on)s. Publish a price that covers the day and confirm again."),
    "billing.only_marked_devices_are_rented": _("%(article)s is not individually marked and cannot be rented. Give it a sale price."),
    "billing.month_closed": _(
        "%(month)s is closed. Register it on %(first_open)s, the first open day, and ask the controller to credit "
        "the days that were charged too much."
    ),
    "billing.already_closed": _("%(month)s is already closed. It changes only by credit."),
    "billing.month_not_over": _("%(month)s is not over until %(last)s has passed."),
    "billing.earlier_month_open": _("Close %(month)s first: months are closed in order."),
    "billing.month_still_open": _("%(month)s is open. Close it before you issue invoices."),
    "billing.no_such_month": _("%(value)s is not a month. Write it like 2026-10."),
    "billing.no_such_invoice": _("There is no such invoice among those you can see."),
    "billing.no_such_charge": _("There is no such charge among those you can see."),
    "billing.reason_missing": _("Write why it is credited. The payer sees it."),
    "billing.credit_of_credit": _("A credit cannot be credited."),
    "billing.sale_credited_whole": _("What was sold is credited whole. Leave the day empty."),
    "billing.nothing_to_credit": _("All of it is already credited."),
    "billing.day_not_charged": _("Choose a day between %(first)s and %(last)s: those are the days that are still charged."),
    # organisation, users, catalogue, agreements
    "organisations.already_registered": _("%(what)s is already registered."),
    "organisations.no_county": _("There is no such county in this system. Register it first."),
    "organisations.no_principal": _("There is no such principal. Register it first."),
    "organisations.no_centre": _("There is no such device centre. Register it first."),
    "organisations.no_unit": _("There is no such unit. Register it first."),
    "organisations.bad_number": _("%(value)s is not a valid organisation number. Write ten digits, like 232100-0131."),
    "organisations.municipality_code": _("A municipality has a code of four digits from Statistics Sweden; others have none."),
    "organisations.bad_hsa_id": _("%(value)s is not a valid HSA-id. It looks like SE2321000131-A001."),
    "organisations.bad_weekdays": _("Write the delivery days as digits, 1 for Monday to 5 for Friday, not %(value)s."),
    "administration.username_missing": _("Write a user name."),
    "administration.username_taken": _("The user name %(value)s is taken. User names are not used again."),
    "administration.no_user": _("There is no such user. Invite the person first."),
    "administration.no_assignment": _("There is no such assignment."),
    "administration.unknown_role": _("%(value)s is not a role that can be given."),
    "administration.profession_missing": _("A prescriber has a profession. Choose one."),
    "administration.ends_before_it_starts": _("An assignment cannot end before it began."),
    "administration.token_days": _("A key lives between 1 and %(longest)s days."),
    "administration.token_overlap": _("The old key can go on working for at most %(longest)s days."),
    "administration.token_permission": _("The role does not include %(value)s. Choose among: %(valid)s."),
    "administration.no_token": _("There is no such key, or it has been revoked."),
    "administration.own_account": _("Nobody gives themselves roles, passwords or access. Ask another administrator."),
    "administration.own_proposal": _("You proposed this yourself. Somebody else who looks after users approves it."),
    "administration.not_waiting": _("This no longer waits for approval. A proposal waits for %(days)s days; propose it again."),
    "administration.withdrawn": _("This has been withdrawn. Propose it again if it is still wanted."),
    "administration.role_waits": _("The role waits for a second person. Make the key when it has been approved."),
    "administration.longer_is_a_new_role": _("A role is only shortened here. Give a new role for a longer time."),
    "administration.weak_password": _("Choose another password. %(why)s"),
    "administration.subject_taken": _("%(value)s belongs to another user already."),
    "agreements.unreadable": _("The agreement cannot be read: %(why)s. Nothing was published."),
    "agreements.already_published": _("%(agreement)s %(version)s is already published. Give the new text a new version."),
    "agreements.no_version": _("There is no such agreement version."),
    "agreements.case_stands_twice": _("The worked case %(case)s stands twice. Nothing was published."),
    # drafts of agreements
    "agreements.no_draft": _("There is no such draft among those of your county."),
    "agreements.not_yours_to_draft": _("There is no such version of the agreement that your county works by."),
    "agreements.version_missing": _("Write what the new version is called."),
    "agreements.version_unchanged": _("The new version needs a name of its own; %(version)s is the one it was copied from."),
    "agreements.begins_in_the_past": _("%(on)s has passed. An agreement begins today at the earliest."),
    "agreements.no_such_kind": _("%(kind)s is not a kind of part that an agreement has."),
    "agreements.no_such_part": _("The draft has no part with the name %(part)s. Someone may have removed it."),
    "agreements.part_in_use": _("%(part)s cannot be removed while something stands in it."),
    "agreements.part_unreadable": _("This cannot be read: %(why)s. Nothing has been changed."),
    "agreements.nothing_changed": _("Nothing was changed, so nothing was saved."),
    "agreements.part_changed_meanwhile": _(
        "%(who)s has changed %(part)s since you opened it. Nothing of theirs is lost and nothing of yours is saved; look at what it says "
        "now and save again."
    ),
    "agreements.draft_changed_meanwhile": _("%(who)s has changed the draft since you opened it. Look through it again first."),
    "agreements.not_editing": _("The draft is %(state)s and cannot be changed. A draft that waits for approval can be taken back."),
    "agreements.illegal_step": _("A draft that is %(state)s cannot take this step."),
    "agreements.own_draft": _("You have written on this draft or submitted it yourself. Someone else approves it."),
    "agreements.nothing_new": _("The draft says the same as %(version)s. Change something before you submit it."),
    "agreements.draft_has_errors": _("The checks find %(count)s errors. Put them right first."),
    "agreements.cases_fail": _(
        "%(count)s worked cases are answered otherwise than agreed, the first: %(case)s. Change the rule, or agree on the new answer."
    ),
    "agreements.reason_missing": _("Write why the draft is sent back. Those who write it see the reason."),
    # analysis
    "analysis.no_list": _("There is no such device list among those of your principal."),
    "analysis.no_run": _("There is no such calculation among those you may see."),
    "analysis.unreadable_list": _("The file cannot be read as a table. Save it as XLSX, ODS or CSV and try again."),
    "analysis.list_of_persons": _(
        "The list holds personal identity numbers. Nothing of it has been kept. Remove the column: a device list is not about persons."
    ),
    "analysis.rows_of_list": _("A list has between one and %(most)s rows here. For more, use the command handtag shift."),
    "analysis.months_in_order": _("The last month cannot be before the first."),
    "analysis.no_charges": _("Nothing that you may see was charged in those months."),
    "analysis.nothing_to_count": _("No row of the list can be counted: %(refused)s rows cannot be read. Look at the columns chosen."),
    "analysis.bad_percent": _("Write a percentage within bounds, for example 15 or 12,5."),
    "analysis.column_missing": _("Choose the columns: a list needs a cost, and an ISO code or a product word."),
    "analysis.bad_fact": _("%(fact)s is not a fact with that value."),
    "access.log_refused": _(
        "The database can only be read for the moment. Who reads about a person is logged first, and that cannot be done now, so nothing "
        "about persons is shown."
    ),
    "system.writes_refused": _("The database takes no changes for the moment. Try again in %(minutes)s minutes."),
    "system.read_only": _("Handtag can only be read for the moment, while work on it goes on. Try again in %(minutes)s minutes."),
    "input.unreadable": _("Something in the request cannot be read."),
    # the log
    "audit.writers_busy": _("Somebody has been writing to the log for too long. Nothing was sealed; the next run seals it."),
    "audit.no_review": _("There is no such row among the reviews of your organisation."),
    "audit.no_extract": _("There is no such extract among those of your organisation."),
    "audit.days_in_order": _("The last day cannot be before the first."),
    "audit.day_in_future": _("%(on)s has not come yet. Write today's date or an earlier one."),
    "audit.period_too_long": _("A review covers at most %(days)s days. Choose a shorter period."),
    "audit.unknown_rule": _("%(value)s is not a rule. Choose among: %(valid)s."),
    "audit.sample_size": _("Draw between 0 and %(most)s rows by chance."),
    "audit.limits": _("Look-ups per hour lie between 1 and 10,000, and days until something is done between 0 and 365."),
    "audit.nothing_to_review": _("Nobody has read anything between %(first)s and %(last)s that these rules or the sample would choose."),
    "audit.too_many_rows": _("The rules choose %(rows)s rows and a review has at most %(most)s. Choose a shorter period or fewer rules."),
    "audit.signed": _("The review is signed. Nothing is added to it; start a new one."),
    "audit.own_reading": _("This is your own reading. Someone else looks at it."),
    "audit.unknown_verdict": _("%(value)s is not a finding. Choose one of: %(valid)s."),
    "audit.note_missing": _("Write what you asked or found."),
    "audit.rows_left": _("%(left)s rows have not been looked at yet."),
    "audit.summary_missing": _("Write what the review found, in a sentence or two."),
    "audit.nobody_read": _("Nobody at your organisation has read about anyone with that number in that period."),
    # what persons may ask about what is kept
    "records.nobody": _("Your organisation keeps nothing about anyone with that number."),
    "records.no_extract": _("There is no such extract of the register among those of your organisation."),
    "records.protected_post": _(
        "The person has protected personal data, so nothing is posted to an address from here. Choose the Tax Agency's forwarding, the "
        "digital mailbox, or let the person fetch it."
    ),
    "records.not_read": _("Read the free text through for what concerns other persons, and confirm that you have."),
    "records.nothing_withheld": _("Choose what is held back, or leave the reason empty."),
    "records.handed_over_already": _("It was handed over on %(at)s. Make a new extract if the person asks again."),
    "records.same_record": _("That is the same record. Choose the other one."),
    "records.merged_already": _("One of the records has been joined with another already."),
    "records.holds_others": _("Another record has been joined with this one, so it must be the one that is kept."),
    "records.protection_differs": _("One of the records has protected personal data and the other has not. Correct that first."),
    "records.not_confirmed": _("Look at the two records side by side, and confirm that they are the same person."),
    "records.merge_reason": _("Write how you know."),
    "records.no_merge": _("There are no such joined records among the persons your unit may read about."),
    "records.words_missing": _("Write what the person says, in the person's own words."),
    "records.reason_missing": _("Write why. The person is told."),
    "records.only_noted": _("The person has not said what it should be, so there is nothing to put there instead."),
    "records.changed_meanwhile": _("It has been changed since the person asked. Look at what stands there now, and ask the person."),
    "records.too_long": _("Write at most %(longest)s characters."),
    "records.says_so_already": _("That is what stands there."),
    "records.asked_already": _("A correction of this waits for a decision already."),
    "records.no_correction": _("There is no such correction that waits for a decision among the persons your unit may read about."),
    "records.not_handed_over": _("Record that it is handed over first; then it can be saved as a file."),
    # retention
    "retention.no_plan": _("There is no retention plan. The county decides on one; the system administrator sets where its file is."),
    "retention.plan_wrong": _("The retention plan cannot be used: %(where)s."),
    "retention.no_person": _("Nobody with that number is registered here."),
    "retention.unknown_reason": _("Say why nothing may be removed. Choose one of: %(valid)s."),
    "retention.case_missing": _("Write the case number of the dispute, the recall or the request."),
    "retention.words_missing": _("Write why the hold is lifted."),
    "retention.no_hold": _("There is no such hold in force at your organisation."),
    "retention.nothing_old": _("Nothing is old enough to be removed today. Held back: %(held)s."),
    "retention.no_proposal": _("There is no such proposal at your organisation."),
    "retention.approved_already": _("The proposal is approved already."),
    "retention.same_person": _("You have proposed this yourself. Someone else approves it."),
    "retention.withdrawn": _("The proposal has been withdrawn. Make a new one."),
    "retention.finished": _("Everything in this proposal has been removed already."),
    "retention.not_approved": _("The proposal is not approved. Someone else than who proposed it approves it first."),
    "retention.expired": _("The time of this proposal is over and nothing more is removed under it. Make a new one."),
    "retention.changed": _(
        "What would be removed is no longer what was proposed: something has been added, held back or released. Nothing has been "
        "removed now. Make a new proposal."
    ),
    **APPROVALS,
    **ORDERING,
    **FOLLOWING,
    # effects
    "effects.no_such_effect": _("There is no such unfinished effect."),
    **CATALOGUE,
    **PROCUREMENT,
    **PURCHASING,
    **RIGHTS,
    **STORES,
    **HANDOVERS,
    **TAKEOVER,
    **PROCESS,
    **OWN,
}


def sentence(outcome: HandtagError) -> str:
    """The outcome as a sentence in the reader's language, its codes replaced by words."""
    text = MESSAGES.get(outcome.code)
    if text is None:
        return outcome.code
    return str(text) % {name: word(value) for name, value in outcome.params.items()}
