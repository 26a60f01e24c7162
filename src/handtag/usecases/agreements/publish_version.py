"""An agreement version takes its place among the published ones, for ever."""

from dataclasses import dataclass, field

from handtag.apps.agreements import store
from handtag.domain.access import Permission
from handtag.domain.agreement.cases import Case
from handtag.domain.agreement.compile import compile_agreement
from handtag.domain.agreement.load import agreement_from_json
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class PublishVersion:
    """`document` is the agreement's canonical JSON; `cases` are the worked cases agreed with it, `doubts` (Markdown) what can be
    read in more than one way."""

    document: str = field(repr=False)
    cases: tuple[Case, ...] = field(default=(), repr=False)
    doubts: str = field(default="", repr=False)


@use_case(Permission.PUBLISH_AGREEMENT, audits="agreements.version_published")
def publish_version(ctx: Context, data: PublishVersion) -> int:
    """A version is published once and never changed; a document that does not pass its checks is refused with the first finding."""
    ctx.require(Permission.PUBLISH_AGREEMENT)
    try:
        document = agreement_from_json(data.document)
        compile_agreement(document)
    except ValueError as error:
        raise Refused("agreements.unreadable", field="document", why=str(error)) from error
    if store.version_row(document.id, document.version):
        raise Refused("agreements.already_published", field="document", agreement=document.id, version=document.version)
    if twice := sorted({case.id for case in data.cases if [one.id for one in data.cases].count(case.id) > 1}):
        raise Refused("agreements.case_stands_twice", field="cases", case=twice[0])
    row = store.add_version(document, data.cases, ctx.now, data.doubts)
    ctx.audit(
        "agreements.version_published",
        f"agreement:{document.id}",
        version=document.version,
        hash=document.document_hash,
        cases=len(data.cases),
    )
    return row.pk
