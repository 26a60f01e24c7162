"""One valid command for every use case: what it needs made ready, and the name of someone who may give it."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tests.support import agreement, articles, culling, device_list, drafts, lending, log, register
from tests.support.approvals import VALID as APPROVALS
from tests.support.attaching import attached, drawing
from tests.support.centres import VALID as CENTRES
from tests.support.handovers import VALID as HANDOVERS
from tests.support.numbers import personnummer
from tests.support.own import VALID as OWN
from tests.support.prescribing import chosen, ordered, started
from tests.support.process import VALID as PROCESS
from tests.support.procurement import VALID as PROCUREMENT
from tests.support.purchasing import VALID as PURCHASING
from tests.support.rights import VALID as RIGHTS
from tests.support.stores import VALID as STORES
from tests.support.takeover import VALID as TAKEOVER
from tests.support.valid_following import FOLLOWING
from tests.support.valid_moves import MOVES
from tests.support.valid_pieces import PIECES
from tests.support.world import GIVEN, NOW, World

from handtag.apps.billing.models import Charge
from handtag.apps.organisations.models import ApiToken
from handtag.apps.organisations.queries import system_viewer
from handtag.apps.outbox.models import Effect
from handtag.apps.outbox.store import add_effect
from handtag.domain.attribute_mapping import Grant
from handtag.usecases.administration.approve_api_token import ApproveApiToken
from handtag.usecases.administration.approve_role import ApproveRole
from handtag.usecases.administration.close_user import CloseUser
from handtag.usecases.administration.grant_role import GrantRole, grant_role
from handtag.usecases.administration.invite_user import InviteUser
from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token
from handtag.usecases.administration.note_token_use import NoteTokenUse
from handtag.usecases.administration.reopen_user import ReopenUser
from handtag.usecases.administration.reset_password import ResetPassword
from handtag.usecases.administration.revoke_api_token import RevokeApiToken
from handtag.usecases.administration.revoke_role import RevokeRole
from handtag.usecases.administration.rotate_api_token import RotateApiToken
from handtag.usecases.administration.sign_in_from_provider import SignInFromProvider
from handtag.usecases.agreements.approve_draft import ApproveDraft
from handtag.usecases.agreements.move_in_draft import MoveInDraft
from handtag.usecases.agreements.publish_version import PublishVersion
from handtag.usecases.agreements.put_in_draft import PutInDraft
from handtag.usecases.agreements.reject_draft import RejectDraft
from handtag.usecases.agreements.remove_from_draft import RemoveFromDraft
from handtag.usecases.agreements.start_draft import StartDraft
from handtag.usecases.agreements.submit_draft import SubmitDraft
from handtag.usecases.agreements.withdraw_draft import WithdrawDraft
from handtag.usecases.analysis.keep_charges import KeepCharges
from handtag.usecases.analysis.keep_list import KeepList
from handtag.usecases.audit.export_review import ExportReview
from handtag.usecases.audit.make_extract import MakeExtract
from handtag.usecases.audit.open_extract import OpenExtract
from handtag.usecases.audit.open_reviewed_entry import OpenReviewedEntry
from handtag.usecases.audit.record_finding import RecordFinding
from handtag.usecases.audit.seal_log import SealLog
from handtag.usecases.audit.sign_review import SignReview
from handtag.usecases.base import execute
from handtag.usecases.billing.close_month import CloseMonth
from handtag.usecases.billing.credit_charge import CreditCharge
from handtag.usecases.billing.issue_invoices import IssueInvoices
from handtag.usecases.catalogue.publish_price import PublishPrice
from handtag.usecases.catalogue.register_articles import NewArticle, RegisterArticles
from handtag.usecases.effects.claim_effect import ClaimEffect, claim_effect
from handtag.usecases.effects.finish_effect import FinishEffect
from handtag.usecases.ordering.allocate_device import AllocateDevice
from handtag.usecases.ordering.allocate_order import AllocateOrder
from handtag.usecases.ordering.cancel_order import CancelOrder
from handtag.usecases.ordering.change_order import ChangeOrder
from handtag.usecases.ordering.confirm_delivery import ConfirmDelivery
from handtag.usecases.ordering.convert_line import ConvertLine
from handtag.usecases.ordering.discard_sheet import DiscardSheet
from handtag.usecases.ordering.end_standing import EndStanding
from handtag.usecases.ordering.open_attachment import OpenAttachment
from handtag.usecases.ordering.pick_line import PickLine, pick_line
from handtag.usecases.ordering.place_collection_order import PlaceCollectionOrder
from handtag.usecases.ordering.place_equipment_order import PlaceEquipmentOrder
from handtag.usecases.ordering.place_order import PlaceOrder, place_order
from handtag.usecases.ordering.postpone_line import PostponeLine
from handtag.usecases.ordering.read_messages import ReadMessages
from handtag.usecases.ordering.remove_attachment import RemoveAttachment
from handtag.usecases.ordering.save_draft import SaveDraft
from handtag.usecases.ordering.save_sheet import SaveSheet, save_sheet
from handtag.usecases.ordering.send_order import SendOrder
from handtag.usecases.ordering.set_mail import SetMail
from handtag.usecases.ordering.split_order import SplitOrder
from handtag.usecases.ordering.start_standing import StartStanding, start_standing
from handtag.usecases.ordering.withdraw import Withdraw
from handtag.usecases.organisations.register_centre import RegisterCentre
from handtag.usecases.organisations.register_county import RegisterCounty
from handtag.usecases.organisations.register_principal import RegisterPrincipal
from handtag.usecases.organisations.register_unit import RegisterUnit
from handtag.usecases.people.block_records import BlockRecords, block_records
from handtag.usecases.people.end_care_relation import EndCareRelation
from handtag.usecases.people.find_person import FindPerson
from handtag.usecases.people.give_identity import GiveIdentity
from handtag.usecases.people.lift_block import LiftBlock
from handtag.usecases.people.list_persons import ListPersons
from handtag.usecases.people.open_elsewhere import OpenElsewhere
from handtag.usecases.people.open_in_emergency import OpenInEmergency
from handtag.usecases.people.open_person import OpenPerson
from handtag.usecases.people.record_consent import RecordConsent, record_consent
from handtag.usecases.people.register_person import RegisterPerson
from handtag.usecases.people.reveal_address import RevealAddress
from handtag.usecases.people.reveal_identity import RevealIdentity
from handtag.usecases.people.state_care_relation import StateCareRelation
from handtag.usecases.people.update_circumstances import UpdateCircumstances
from handtag.usecases.people.withdraw_consent import WithdrawConsent
from handtag.usecases.people.withdraw_identity import WithdrawIdentity
from handtag.usecases.prescribing.answer_questions import AnswerQuestions
from handtag.usecases.prescribing.choose_article import ChooseArticle
from handtag.usecases.prescribing.end_prescription import EndPrescription
from handtag.usecases.prescribing.record_step import RecordStep
from handtag.usecases.prescribing.start_prescription import StartPrescription
from handtag.usecases.promising import Accessory
from handtag.usecases.records.decide_correction import DecideCorrection
from handtag.usecases.records.export_register_extract import ExportRegisterExtract
from handtag.usecases.records.hand_over_extract import HandOverExtract
from handtag.usecases.records.make_register_extract import MakeRegisterExtract
from handtag.usecases.records.open_register_extract import OpenRegisterExtract
from handtag.usecases.records.request_correction import RequestCorrection
from handtag.usecases.records.split_persons import SplitPersons
from handtag.usecases.retention.lift_hold import LiftHold
from handtag.usecases.retention.perform_culling import PerformCulling
from handtag.usecases.retention.propose_culling import ProposeCulling
from handtag.usecases.retention.set_hold import SetHold
from handtag.usecases.retention.withdraw_culling import WithdrawCulling
from handtag.usecases.stock.decommission_device import DecommissionDevice
from handtag.usecases.stock.inspect_device import InspectDevice, inspect_device
from handtag.usecases.stock.move_device import MoveDevice
from handtag.usecases.stock.receive_goods import NewDevice, ReceiveGoods
from handtag.usecases.stock.recondition_device import ReconditionDevice
from handtag.usecases.stock.register_location import RegisterLocation
from handtag.usecases.stock.return_device import ReturnDevice

Ready = Callable[[World], tuple[Any, str]]
LATER = NOW + timedelta(days=12)  # in December, when November can be closed: the moment of every command here
DAY = LATER.date()
NOVEMBER = "2026-11"


def _new_version() -> str:
    plain = json.loads(agreement.document().canonical_json())
    return json.dumps(plain | {"version": "2", "valid_from": "2099-01-01", "valid_to": None})


def _lent(world: World) -> World:
    lending.lend(world, "D1001", on=date(2026, 11, 11))
    return world


def _closed(world: World) -> World:
    lending.close(_lent(world), NOVEMBER, now=DAY)
    return world


def _returned(world: World) -> World:
    lending.take_back(_lent(world), "D1001", world.today)
    return world


def _credit(world: World) -> tuple[Any, str]:
    _closed(world)
    return CreditCharge(Charge.objects.get(kind="rent").pk, None, "Återlämnad"), "gun"


def _finish(world: World) -> tuple[Any, str]:
    add_effect("mail", {}, at=NOW)
    execute(claim_effect, ClaimEffect(), system_viewer(world.today), now=NOW)
    return FinishEffect(Effect.objects.get().pk), "timer"


def _allocate_device(world: World) -> tuple[Any, str]:
    placed = ordered(world)
    return AllocateDevice(placed.number, placed.lines.get().pk, "D1001"), "filip"


def _joint(world: World) -> str:
    """A wheelchair and a cushion that come together, when the cushion has been bought."""
    data = PlaceOrder(chosen(world, "wheelchair"), world.points["health_centre"].pk, (Accessory("20010"),), together=True)
    return world.run(place_order, data, "anna")


def _standing_terms(world: World) -> StartStanding:
    """Catheters for half a year."""
    key = chosen(world, "catheter", by="nils")
    return StartStanding(key, world.points["health_centre"].pk, 90, 30, DAY + timedelta(days=180))


def _convert(world: World) -> tuple[Any, str]:
    placed = ordered(world)
    return ConvertLine(placed.number, placed.lines.get().pk, "measurements"), "anna"


def _sent(world: World) -> tuple[str, int]:
    placed = ordered(world)
    return placed.number, attached(world, placed)


def _postpone(world: World) -> tuple[Any, str]:
    placed = ordered(world, "shower_chair")
    return PostponeLine(placed.number, placed.lines.get().pk, DAY + timedelta(days=30), "supplier_late"), "eva"


def _recondition(world: World) -> tuple[Any, str]:
    _returned(world)
    world.run(inspect_device, InspectDevice("D1001", passed=True, note="", on=world.today), "filip")
    return ReconditionDevice("D1001", "A-01", DAY), "filip"


def _token(world: World) -> int:
    """A key of Anna's, issued a while ago."""
    return ApiToken.objects.create(
        assignment=world.assignments["anna"], digest="d" * 64, name="prov", created_at=NOW, expires_at=NOW + timedelta(days=90), **GIVEN
    ).pk


def _proposed_role(world: World) -> int:
    return world.run(grant_role, GrantRole("nils", world.units["hospital"].pk, "prescriber", DAY, "nurse"), "ivan", now=LATER)


def _proposed_key(world: World) -> int:
    world.run(issue_api_token, IssueApiToken(world.assignments["anna"].pk, "prov", 30), "ivan", now=LATER)
    return ApiToken.objects.latest("pk").pk


def _picked(world: World) -> str:
    placed = lending.allocated_order(world, "D1001")
    world.run(pick_line, PickLine(placed.number, "D1001"), "filip")
    number: str = placed.number
    return number


def _consent(world: World) -> RecordConsent:
    return RecordConsent(world.key("bror"), "cohesive", "person", DAY + timedelta(days=30), presumed_need=True)


def _blocked(world: World) -> int:
    return world.run(block_records, BlockRecords(world.key("bror"), whole_provider=False, asked_by="person"), "anna")


VALID: dict[str, Ready] = {
    **articles.VALID,
    **PROCESS,
    **PROCUREMENT,
    **PURCHASING,
    **RIGHTS,
    **STORES,
    **APPROVALS,
    **HANDOVERS,
    **TAKEOVER,
    **CENTRES,
    **OWN,
    "grant_role": lambda w: (GrantRole("nils", w.units["hospital"].pk, "prescriber", DAY, "nurse"), "ivan"),
    "invite_user": lambda w: (InviteUser("nya", "Nya Nilsson"), "ivan"),
    "approve_role": lambda w: (ApproveRole(_proposed_role(w)), "ylva"),
    "approve_api_token": lambda w: (ApproveApiToken(_proposed_key(w)), "ylva"),
    "issue_api_token": lambda w: (IssueApiToken(w.assignments["anna"].pk, "prov", 30), "ivan"),
    "close_user": lambda w: (CloseUser(w.assignments["nils"].user_id), "ivan"),
    "reopen_user": lambda w: (ReopenUser(w.assignments["nils"].user_id), "ivan"),
    "reset_password": lambda w: (ResetPassword(w.assignments["nils"].user_id, "en-lang-och-ny-fras"), "ivan"),
    "revoke_api_token": lambda w: (RevokeApiToken(_token(w)), "ivan"),
    "rotate_api_token": lambda w: (RotateApiToken(_token(w), 30), "ivan"),
    "note_token_use": lambda w: (NoteTokenUse(_token(w)), "ivan"),
    "sign_in_from_provider": lambda w: (
        SignInFromProvider("SE2321000131-P900", "Kajsa Kvist", (Grant("store_worker", w.units["store"].hsa_id),)),
        "timer",
    ),
    "revoke_role": lambda w: (RevokeRole(w.assignments["nils"].pk, DAY), "ivan"),
    "publish_version": lambda w: (PublishVersion(_new_version()), "ivan"),
    "start_draft": lambda w: (StartDraft(agreement.ID, "1", "3", date(2027, 1, 1)), "siv"),
    "put_in_draft": lambda w: (PutInDraft(drafts.started(w), 0, "row", drafts.CHILDREN_TO_19), "siv"),
    "remove_from_draft": lambda w: (RemoveFromDraft(drafts.started(w), 0, "row", "home-visit"), "siv"),
    "move_in_draft": lambda w: (MoveInDraft(drafts.started(w), 0, "home-visit", "children"), "siv"),
    "submit_draft": lambda w: (SubmitDraft(drafts.changed(w), 1), "siv"),
    "withdraw_draft": lambda w: (WithdrawDraft(drafts.submitted(w), 2), "siv"),
    "reject_draft": lambda w: (RejectDraft(drafts.submitted(w), "Fel år"), "sten"),
    "approve_draft": lambda w: (ApproveDraft(drafts.submitted(w), 2), "sten"),
    "seal_log": lambda w: (SealLog(), "timer"),
    "start_review": lambda w: (log.read(w) and log.REVIEW, "lova"),
    "open_reviewed_entry": lambda w: (OpenReviewedEntry(*log.reviewed(w)), "lova"),
    "record_finding": lambda w: (RecordFinding(*log.reviewed(w), "in_order"), "lova"),
    "sign_review": lambda w: (SignReview(log.looked_through(w), "Inget att anmärka"), "lova"),
    "export_review": lambda w: (ExportReview(log.reviewed(w)[0], "csv"), "lova"),
    "make_extract": lambda w: (log.read(w) and MakeExtract(w.number("dagny")), "lova"),
    "open_extract": lambda w: (OpenExtract(log.extract(w)), "lova"),
    "merge_persons": lambda w: (register.two(w), "eva"),
    "split_persons": lambda w: (SplitPersons(register.merged(w), "Två syskon"), "eva"),
    "request_correction": lambda w: (RequestCorrection(w.key("bror"), "family_name", "Jag heter Berg", "person", "Berg"), "anna"),
    "decide_correction": lambda w: (DecideCorrection(register.asked(w), corrected=True, reason="Enligt legitimation"), "anna"),
    "make_register_extract": lambda w: (MakeRegisterExtract(w.number("dagny"), "gdpr_15", "in_person"), "karin"),
    "open_register_extract": lambda w: (OpenRegisterExtract(register.extract(w)), "karin"),
    "hand_over_extract": lambda w: (HandOverExtract(register.extract(w), "id_document", is_read=True), "karin"),
    "export_register_extract": lambda w: (ExportRegisterExtract(register.handed_over(w), "json"), "karin"),
    "keep_charges": lambda w: (KeepCharges(NOVEMBER, NOVEMBER), _closed(w) and "gun"),
    "keep_list": lambda w: (KeepList("lista.csv", device_list.TABLE), "gun"),
    "run_shift": lambda w: (device_list.valid_run(w), "gun"),
    "set_hold": lambda w: (SetHold(w.number("dagny"), "dispute", "HSN 2026/17"), "karin"),
    "lift_hold": lambda w: (LiftHold(culling.held(w), "Tvisten är avgjord"), "karin"),
    "propose_culling": lambda w: (ProposeCulling(), culling.long_ago(w) and "karin"),
    "approve_culling": lambda w: (culling.proposed(culling.long_ago(w), LATER), "lova"),
    "withdraw_culling": lambda w: (WithdrawCulling(culling.proposed(culling.long_ago(w), LATER).proposal_key), "karin"),
    "perform_culling": lambda w: (PerformCulling(culling.approved(culling.long_ago(w), LATER)), "karin"),
    "close_month": lambda w: (CloseMonth(_lent(w).centre.pk, NOVEMBER), "gun"),
    "credit_charge": _credit,
    "issue_invoices": lambda w: (IssueInvoices(_closed(w).centre.pk, NOVEMBER), "gun"),
    "publish_price": lambda w: (PublishPrice(w.centre.pk, "10001", "rent_per_month", 9_900, 280_000, date(2027, 1, 1)), "eva"),
    "register_articles": lambda w: (
        RegisterArticles(w.centre.pk, (NewArticle("99", "Provstol", "122203", "device", "Norrhjul AB", 10),)),
        "eva",
    ),
    "claim_effect": lambda w: (ClaimEffect(), "timer"),
    "finish_effect": _finish,
    "allocate_device": _allocate_device,
    "allocate_order": lambda w: (AllocateOrder(ordered(w, "shower_chair").number), "filip"),
    "cancel_order": lambda w: (CancelOrder(ordered(w).number, "need_changed"), "anna"),
    "confirm_delivery": lambda w: (ConfirmDelivery(lending.sent_order(w, "D1001").number, DAY), "filip"),
    "pick_line": lambda w: (PickLine(lending.allocated_order(w, "D1001").number, "D1001"), "filip"),
    "place_collection_order": lambda w: (PlaceCollectionOrder("D1001", _lent(w).points["lulea_care"].pk), "cilla"),
    "place_order": lambda w: (PlaceOrder(chosen(w), w.points["health_centre"].pk), "anna"),
    "place_equipment_order": lambda w: (PlaceEquipmentOrder((Accessory("60001"),), w.points["health_centre"].pk), "maj"),
    "save_sheet": lambda w: (SaveSheet((Accessory("60001"),), "Nytt rum"), "maj"),
    "discard_sheet": lambda w: (DiscardSheet(w.run(save_sheet, SaveSheet((Accessory("60001"),), "Nytt rum"), "maj")), "maj"),
    "save_draft": lambda w: (SaveDraft(chosen(w), None), "anna"),
    "change_order": lambda w: (ChangeOrder(ordered(w).number, w.points["health_centre"].pk, "Port 3"), "anna"),
    "attach_file": lambda w: (drawing(ordered(w)), "anna"),
    "open_attachment": lambda w: (OpenAttachment(*_sent(w)), "anna"),
    "remove_attachment": lambda w: (RemoveAttachment(*_sent(w)), "anna"),
    "convert_line": _convert,
    "start_standing": lambda w: (_standing_terms(w), "nils"),
    "withdraw": lambda w: (Withdraw(w.run(start_standing, _standing_terms(w), "nils")), "asa"),
    "end_standing": lambda w: (EndStanding(w.run(start_standing, _standing_terms(w), "nils")), "nils"),
    "split_order": lambda w: (SplitOrder(_joint(w)), "anna"),
    "postpone_line": _postpone,
    "set_mail": lambda w: (SetMail("anna@example.org"), "anna"),
    "read_messages": lambda w: (ReadMessages(()), "anna"),
    "send_order": lambda w: (SendOrder(_picked(w)), "filip"),
    "register_centre": lambda w: (RegisterCentre("25", w.principals["lulea"].pk, "Ny central"), "ivan"),
    "register_county": lambda w: (RegisterCounty("27", "Nytt län", "ny"), "timer"),
    "register_principal": lambda w: (RegisterPrincipal("25", "private", "Privat vård AB", "556012-5790"), "ivan"),
    "register_unit": lambda w: (
        RegisterUnit(w.region.pk, w.centre.pk, "health_centre", "Ny", "SE2321000131-U900", "R1", "R1"),
        "ivan",
    ),
    "find_person": lambda w: (FindPerson(w.number("asta")), "anna"),
    "open_person": lambda w: (OpenPerson(w.key("bror")), "anna"),
    "end_care_relation": lambda w: (EndCareRelation(w.key("bror")), "anna"),
    "record_consent": lambda w: (_consent(w), "anna"),
    "withdraw_consent": lambda w: (WithdrawConsent(w.run(record_consent, _consent(w), "anna")), "anna"),
    "open_elsewhere": lambda w: (OpenElsewhere(w.key("bror"), across=False), "anna"),
    "block_records": lambda w: (BlockRecords(w.key("bror"), whole_provider=True, asked_by="person"), "anna"),
    "lift_block": lambda w: (LiftBlock(_blocked(w), "person_asked"), "anna"),
    "open_in_emergency": lambda w: (OpenInEmergency(w.key("hilda"), "life_or_health", "Hon svarar inte"), "anna"),
    "reveal_address": lambda w: (RevealAddress(w.key("frida"), "home_visit"), "anna"),
    "reveal_identity": lambda w: (RevealIdentity(w.key("bror")), "anna"),
    "list_persons": lambda w: (ListPersons((w.key("bror"), w.key("gosta"))), "anna"),
    "register_person": lambda w: (RegisterPerson(personnummer("19330606"), "Ny", "Ny", "2580", "ordinary"), "anna"),
    "state_care_relation": lambda w: (StateCareRelation(w.key("hilda"), "referral"), "anna"),
    "give_identity": lambda w: (GiveIdentity(w.key("bror"), personnummer("19520928"), confirmed=True), "anna"),
    "withdraw_identity": lambda w: (WithdrawIdentity(w.key("bror"), register.numbered(w)), "anna"),
    "update_circumstances": lambda w: (UpdateCircumstances(w.key("bror"), "lss_housing", "2581", False), "anna"),
    "answer_questions": lambda w: (AnswerQuestions(started(w), {"palliative": True}), "anna"),
    "choose_article": lambda w: (ChooseArticle(started(w), "10001"), "anna"),
    "end_prescription": lambda w: (EndPrescription(started(w), "need_ended"), "anna"),
    "record_step": lambda w: (RecordStep(started(w), "information", "", DAY), "anna"),
    "start_prescription": lambda w: (StartPrescription(w.key("bror"), "Faller", "Gå ut", 1), "anna"),
    **FOLLOWING,
    **MOVES,
    **PIECES,
    "decommission_device": lambda w: (DecommissionDevice("D1001", "Trasig", DAY), "filip"),
    "inspect_device": lambda w: (InspectDevice("D1001", passed=True, note="", on=_returned(w) and DAY), "filip"),
    "move_device": lambda w: (MoveDevice("D1001", "F", "B-02", DAY), "filip"),
    "receive_goods": lambda w: (ReceiveGoods("10001", "C", DAY, (NewDevice("D1099"),)), "filip"),
    "recondition_device": _recondition,
    "register_location": lambda w: (RegisterLocation(w.centre.pk, "N", "Nytt lager", "local_store"), "ivan"),
    "return_device": lambda w: (ReturnDevice("D1001", "C", _lent(w) and DAY), "filip"),
}
