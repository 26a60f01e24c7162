"""What stands between a prescriber and an article besides the agreement: the earned right, and the ways on when it is missing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from handtag.apps.rights import queries, queries_signing
from handtag.apps.rights.queries_signing import Signer
from handtag.domain import rights
from handtag.domain.access import Viewer
from handtag.domain.values.errors import Refused
from handtag.usecases.base import clock
from handtag.usecases.messages import sentence
from handtag.usecases.words import word
from handtag.usecases.words_rights import BASES


@dataclass(frozen=True)
class Stopped:
    """Why the article cannot be chosen on one's own right, and who can be asked. `why` is empty when the agreement itself says it."""

    why: str
    missing: tuple[rights.Standing, ...]
    signers: tuple[Signer, ...]


def with_rights(viewer: Viewer, prescription: Any, choices: Sequence[Any]) -> list[Any]:
    """The choices, those without a right of one's own without their button and with the ways on instead."""
    at = clock()
    articles = [choice.offer.article for choice in choices]
    found = queries.rights_to(viewer, articles, viewer.on, at)
    stopped = [one for one in choices if not found[one.offer.article.number].holds or _by_profession(one)]
    able = queries_signing.signers_of(viewer, prescription, [one.offer.article for one in stopped], viewer.on, at) if stopped else {}
    asked = queries_signing.sign_off_of(viewer, prescription) if stopped else None
    waits = asked is not None and asked.state == "waiting"
    return [_ruled(one, found[one.offer.article.number], () if waits else able.get(one.offer.article.number)) for one in choices]


def _ruled(choice: Any, right: rights.Right, signers: Any) -> Any:
    if signers is None or choice.offer.article.assortment == "phased_out":
        return choice
    if choice.preview.refusal is not None:
        return replace(choice, stopped=Stopped("", (), tuple(signers))) if _by_profession(choice) and signers else choice
    return replace(choice, form=None, stopped=Stopped(_why(choice, right), right.missing if not right.supervised else (), tuple(signers)))


def _why(choice: Any, right: rights.Right) -> str:
    article = choice.offer.article
    try:
        rights.require_right(right, rights.Goods(article.number, article.iso_code))
    except Refused as refusal:
        return sentence(refusal)
    return ""


def _by_profession(choice: Any) -> bool:
    """The agreement gives it to another profession, whom a colleague may have."""
    refusal = choice.preview.refusal
    return refusal is not None and refusal.code == "prescribing.no_right"


@dataclass(frozen=True)
class Behind:
    """What a prescription's decision rests on besides the agreement, and what a colleague was asked to sign."""

    who: str
    profession: str
    lines: tuple[str, ...]
    sign_off: Any


def behind(viewer: Viewer, prescription: Any, decision: Any) -> Behind:
    """The right as it was kept with the decision; empty lines when the county required nothing more that day."""
    used = queries.right_used(decision.pk) if decision is not None else None
    asked = queries_signing.sign_off_of(viewer, prescription)
    if used is None:
        return Behind("", "", (), asked)
    return Behind(used.assignment.user.name, word(used.profession), tuple(_line(base) for base in used.bases), asked)


def _line(base: dict[str, Any]) -> str:
    if not base["title"]:
        return str(BASES[base["kind"]])
    until = _("until %(day)s") % {"day": base["until"]} if base.get("until") else _("without a last day")
    return f"{base['title']}: {BASES.get(base['kind'], base['kind'])}, {until}"
