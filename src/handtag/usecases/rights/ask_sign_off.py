"""Ask a colleague who has the right to sign what one has prepared."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.catalogue import store as catalogue
from handtag.apps.prescriptions import store as prescriptions
from handtag.apps.rights import queries_signing, store
from handtag.apps.rights.store import signing
from handtag.domain import prescribing
from handtag.domain.access import Permission, Role
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class AskSignOff:
    """`asked_of` is the colleague's assignment at the same unit; `note` is for the colleague alone."""

    prescription_key: UUID
    article_number: str
    asked_of: int
    note: str = ""


@use_case(Permission.PREPARE, audits="rights.sign_off_asked")
def ask_sign_off(ctx: Context, data: AskSignOff) -> UUID:
    """Who lacks the right, or studies, prepares; a colleague who could prescribe the article today is asked, a student's supervisor.

    Answers the request's key. Raises NotFound, Refused: the colleague may not either, or somebody has been asked already.
    """
    prescription = prescriptions.lock_prescription(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PREPARE)
    prescribing.require_choice_open(prescription.state)
    article = catalogue.articles_by_number(ctx.viewer.centre_id, [data.article_number]).get(data.article_number)
    if article is None:
        raise NotFound("prescribing.no_article", field="article_number", article=data.article_number)
    if signing.waiting(prescription) is not None:
        raise Refused("rights.sign_off_waits", field="asked_of")
    colleague = store.colleague(ctx.viewer, data.asked_of)
    if ctx.viewer.role is Role.STUDENT and colleague.pk not in store.supervisors_of(ctx.viewer.assignment_id, ctx.today):
        raise Refused("rights.not_supervisor", field="asked_of", who=colleague.user.name)
    if colleague.pk not in {one.pk for one in queries_signing.signers(ctx.viewer, prescription, article, ctx.today, ctx.now)}:
        raise Refused("rights.colleague_may_not", field="asked_of", who=colleague.user.name, article=article.number)
    made = signing.ask(
        prescription, article, store.own_assignment(ctx.viewer), colleague, key=ctx.new_key(), note=data.note.strip(), at=ctx.now
    )
    ctx.audit("rights.sign_off_asked", f"prescription:{prescription.key}", article=article.number, asked_of=colleague.user_id)
    return made.key
