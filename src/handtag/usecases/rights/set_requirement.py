"""Say what must be earned before something is prescribed in the county."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.catalogue import store as catalogue
from handtag.apps.rights import store
from handtag.apps.rights.store import courses
from handtag.domain import rights
from handtag.domain.access import Permission
from handtag.domain.agreement.facts import PROFESSIONS
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class SetRequirement:
    """As domain.rights.Requirement; `article_number` is an article of the viewer's centre; `document` and `section` say where it stands."""

    county_code: str
    title: str
    since: date
    document: str
    section: str = ""
    quote: str = ""
    iso_prefix: str = ""
    article_number: str = ""
    professions: tuple[str, ...] = ()
    course_code: str = ""
    cases: int = 0
    months: int | None = None


@use_case(Permission.PUBLISH_AGREEMENT, audits="rights.requirement_set")
def set_requirement(ctx: Context, data: SetRequirement) -> int:
    """What the principals have agreed that a prescriber must know (Norrbotten final report 2021, draft agreement, "Kompetenskrav
    förskrivare"); it is asked for from a day that has not passed. Answers its number. Raises NotFound, Refused naming the field.
    """
    county = store.county_for(ctx.viewer, data.county_code)
    ctx.require(Permission.PUBLISH_AGREEMENT)
    if unknown := [one for one in data.professions if one not in PROFESSIONS]:
        raise Refused("rights.unknown_profession", field="professions", value=unknown[0])
    if not data.document.strip():
        raise Refused("rights.source_missing", field="document")
    wanted = rights.Requirement(
        0, data.title.strip(), data.since, None, data.iso_prefix.strip(), data.article_number.strip(), frozenset(data.professions),
        data.course_code.strip(), data.cases, data.months,
    )  # fmt: skip
    rights.require_requirement(wanted, ctx.today)
    article = None
    if wanted.article_number:
        article = catalogue.articles_by_number(ctx.viewer.centre_id, [wanted.article_number]).get(wanted.article_number)
        if article is None:
            raise NotFound("prescribing.no_article", field="article_number", article=wanted.article_number)
    course = courses.course_by_code(county, wanted.course) if wanted.course else None
    row = store.add_requirement(
        county, wanted, article, course.pk if course else None, document=data.document.strip(), section=data.section.strip(),
        quote=data.quote.strip(), set_by=ctx.viewer.code, set_at=ctx.now,
    )  # fmt: skip
    ctx.audit("rights.requirement_set", f"requirement:{row.pk}", since=data.since.isoformat(), iso=wanted.iso_prefix, course=wanted.course)
    return row.pk
