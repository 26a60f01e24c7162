"""What every use case that prescribes or orders asks about the prescriber: is the right there today, and what does it rest on."""

from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import Assignment
from handtag.apps.prescriptions.models import Prescription, PrescriptionDecision
from handtag.apps.rights import queries, store
from handtag.domain import rights
from handtag.domain.agreement.decide import Decision
from handtag.domain.prescribing import rule_of
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context


def require_may_begin(ctx: Context) -> None:
    """Whose whole right has been withdrawn begins nothing. Who only lacks a course may: a colleague can sign. Raises Refused."""
    found = queries.whole_withdrawal(ctx.viewer, ctx.now)
    if found is not None:
        raise rights.withdrawn(found)


def require_own_right(ctx: Context, article: Article) -> rights.Right:
    """The actor's right to prescribe the article now. Raises Refused saying what is missing or why it was withdrawn."""
    found = queries.right_to(ctx.viewer, article, ctx.today, ctx.now)
    rights.require_right(found, rights.Goods(article.number, article.iso_code))
    return found


def note_right(ctx: Context, stored: PrescriptionDecision, decision: Decision, found: rights.Right) -> None:
    """The decision names the right it rests on (HSLF-FS 2021:52 3 kap.: the prescriber's competence)."""
    store.note_right(stored, ctx.viewer.assignment_id, ctx.viewer.profession, rule_of(decision, "may_prescribe"), found.bases)


def rest_on_prescriber(ctx: Context, prescription: Prescription, stored: PrescriptionDecision) -> None:
    """A decision that somebody else made for the prescriber rests on the prescriber's own right: an exception from the agreement's answer
    is none from what must be known. Raises Refused.
    """
    who, article = prescription.prescriber, stored.article
    found = queries.right_of(store.assignment(who.pk), article, ctx.today, ctx.now)
    rights.require_right(found, rights.Goods(article.number, article.iso_code))
    store.note_right(stored, who.pk, who.profession, stored.rule, found.bases)


def carry_right(prescription: Prescription, stored: PrescriptionDecision) -> None:
    """A decision made anew without anybody prescribing anew rests on the right of the one before it."""
    base: dict[str, object] = {"requirement": None, "title": "", "kind": "carried", "name": "", "until": None}
    store.note_right(stored, prescription.prescriber_id, prescription.prescriber.profession, stored.rule, [base])


def require_still_rightful(ctx: Context, stored: PrescriptionDecision) -> None:
    """Who decided still has the right on the day it is ordered: a withdrawn right orders nothing more. Raises Refused."""
    used = queries.right_used(stored.pk)
    if used is None:  # decided before anything was required, or by the system
        return
    decider: Assignment = store.assignment(used.assignment_id)
    article = stored.article
    found = queries.right_of(decider, article, ctx.today, ctx.now)
    goods = rights.Goods(article.number, article.iso_code)
    try:
        rights.require_right(found, goods)
    except Refused as refusal:
        raise Refused(
            "rights.lost_since", field="article_number", prescriber=decider.user.name, why=refusal.code, article=article.number
        ) from refusal
