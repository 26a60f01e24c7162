"""Choose the article, and keep the agreement's answer about it for ever."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from handtag.apps.catalogue import store as catalogue
from handtag.apps.prescriptions import store
from handtag.domain import prescribing
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import Context, use_case
from handtag.usecases.deciding import choose


@dataclass(frozen=True)
class ChooseArticle:
    """`answers` are taken together with those given before, and kept."""

    prescription_key: UUID
    article_number: str
    answers: Mapping[str, Any] = field(default_factory=dict)


@use_case(Permission.PRESCRIBE, audits="prescribing.article_chosen")
def choose_article(ctx: Context, data: ChooseArticle) -> int:
    """The agreement in force says who pays and whether this prescriber may; every device has one payer and the rule that gave it.

    Stored: the facts, the whole decision with its trace, the version and the rule (HSL 8 kap. 7 §, 12 kap. 5 §). Answers the
    decision's number. Raises NotFound, and Refused saying who may, what is missing or what the text leaves open.
    """
    prescription = store.lock_prescription(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PRESCRIBE)
    prescribing.require_choice_open(prescription.state)
    article = catalogue.articles_by_number(ctx.viewer.centre_id, [data.article_number]).get(data.article_number)
    if article is None:
        raise NotFound("prescribing.no_article", field="article_number", article=data.article_number)
    stored, decision = choose(ctx, prescription, article, data.answers)
    ctx.audit(
        "prescribing.article_chosen",
        f"prescription:{prescription.key}",
        article=article.number,
        payer=decision.payer,
        rule=stored.rule,
        version=decision.agreement_version,
    )
    return stored.pk
