"""What is told around an article: values, quantities that fit, groups, decisions, instructions, files; comparisons; proposed articles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from handtag.apps.catalogue.models import (
    Article,
    ArticleFile,
    ArticleRequest,
    AssortmentDecision,
    Attribute,
    AttributeValue,
    EquivalenceGroup,
    Fit,
    Instruction,
    Series,
)
from handtag.apps.organisations.models import Principal
from handtag.domain.access import Permission, Viewer
from handtag.domain.catalogue import STEPS
from handtag.domain.values.errors import NotFound

MOST_COMPARED = 6


@dataclass(frozen=True)
class Told:
    """An attribute and an article's value of it as it is shown; empty when nobody has said."""

    attribute: Attribute
    value: str


@dataclass(frozen=True)
class Said:
    """An instruction at a step; `is_shared` when it is the series'."""

    step: str
    text: str
    is_shared: bool


@dataclass(frozen=True)
class Details:
    values: tuple[Told, ...]
    parts: tuple[Fit, ...]
    groups: tuple[EquivalenceGroup, ...]
    decisions: tuple[AssortmentDecision, ...]
    instructions: tuple[Said, ...]
    pictures: tuple[ArticleFile, ...]
    documents: tuple[ArticleFile, ...]


@dataclass(frozen=True)
class Comparison:
    """Articles side by side: each row an attribute with one value per article, in their order; `differs` when they are not all the same."""

    articles: tuple[Article, ...]
    rows: tuple[tuple[Attribute, tuple[str, ...], bool], ...]


def details(article: Article) -> Details:
    """Everything that the article's page tells beside prices and stock; phased-out parts too."""
    fits = Fit.objects.filter(Q(main=article) | Q(main_series__isnull=False, main_series=article.series_id))
    files = [one for one in _files(article) if one.removed_at is None]
    return Details(
        values=tuple(told_of(article)),
        parts=tuple(fits.select_related("part", "main_series").order_by("part__name", "part__number", "pk")),
        groups=tuple(EquivalenceGroup.objects.filter(members__article=article).prefetch_related("members__article").order_by("name")),
        decisions=tuple(
            AssortmentDecision.objects.filter(article=article).select_related("principal").order_by("-valid_from", "-pk")
        ),
        instructions=tuple(_instructions(article)),
        pictures=tuple(one for one in files if one.kind == "picture"),
        documents=tuple(one for one in files if one.kind != "picture"),
    )  # fmt: skip


def attributes_for(articles: Sequence[Article]) -> list[Attribute]:
    """What is told of articles with these codes, in the order they are shown; of two with one name the narrower group's."""
    groups = {article.iso_code[:length] for article in articles for length in range(2, len(article.iso_code) + 1, 2)}
    centres = {article.centre_id for article in articles}
    found = Attribute.objects.filter(centre_id__in=centres, iso_group__in=groups)
    narrowest = {one.name: one for one in sorted(found, key=lambda one: len(one.iso_group))}
    return sorted(narrowest.values(), key=lambda one: (one.position, one.name))


def told_of(article: Article) -> list[Told]:
    """Every attribute of the article's kind, with its value or none."""
    values = dict(AttributeValue.objects.filter(article=article).values_list("attribute_id", "value"))
    return [Told(one, values.get(one.pk, "")) for one in attributes_for([article])]


def comparison(viewer: Viewer, numbers: Iterable[str]) -> Comparison:
    """The first articles of these numbers at the viewer's centre, in the order they were asked for; unknown ones are left out."""
    wanted = list(dict.fromkeys(numbers))[:MOST_COMPARED]
    found = {one.number: one for one in Article.objects.filter(centre_id=viewer.centre_id, number__in=wanted).select_related("supplier")}
    articles = tuple(found[number] for number in wanted if number in found)
    told = AttributeValue.objects.filter(article__in=articles).values_list("attribute__name", "article_id", "value")
    values = {(name, article): value for name, article, value in told}
    rows = []
    for attribute in attributes_for(articles):
        row = tuple(values.get((attribute.name, article.pk), "") for article in articles)
        if attribute.is_comparable and any(row):
            rows.append((attribute, row, len(set(row)) > 1))
    return Comparison(articles, tuple(rows))


def series_choices(viewer: Viewer) -> list[tuple[int, str]]:
    """The centre's product lines, by name."""
    found = Series.objects.filter(centre_id=viewer.centre_id).select_related("supplier").order_by("name", "supplier__name")
    return [(one.pk, f"{one.name} ({one.supplier.name})") for one in found]


def principal_choices(viewer: Viewer) -> list[tuple[int, str]]:
    """Who in the county may have a decision of its own."""
    return list(Principal.objects.filter(county_id=viewer.county_id).order_by("name").values_list("pk", "name"))


def picture_or_document(viewer: Viewer, file_id: int) -> ArticleFile:
    """With its content, at the viewer's centre and not removed. Raises NotFound."""
    here = Q(article__centre_id=viewer.centre_id) | Q(series__centre_id=viewer.centre_id)
    found = ArticleFile.objects.filter(here, pk=file_id, removed_at=None).select_related("content").first()
    if found is None:
        raise NotFound("catalogue.no_file", field="file_id")
    return found


def article_requests(viewer: Viewer) -> QuerySet[ArticleRequest]:
    """Proposed articles, the newest first: all of the centre for who looks after the catalogue, for others those they proposed."""
    found = ArticleRequest.objects.filter(centre_id=viewer.centre_id).select_related("article").order_by("-proposed_at", "-pk")
    return found if viewer.may(Permission.MANAGE_CATALOGUE) else found.filter(proposed_by=viewer.code)


def article_request(viewer: Viewer, request_id: int) -> ArticleRequest:
    """Raises NotFound."""
    found = article_requests(viewer).filter(pk=request_id).first()
    if found is None:
        raise NotFound("catalogue.no_request", field="request_id")
    return found


def _files(article: Article) -> QuerySet[ArticleFile]:
    of_it = Q(article=article) | Q(series__isnull=False, series=article.series_id)
    return ArticleFile.objects.filter(of_it).select_related("content").defer("content__content").order_by("pk")


def _instructions(article: Article) -> Iterable[Said]:
    of_it = Q(article=article) | Q(series__isnull=False, series=article.series_id)
    found = list(Instruction.objects.filter(of_it))
    for step in STEPS:
        own = next((one.text for one in found if one.step == step and one.article_id), "")
        shared = next((one.text for one in found if one.step == step and one.series_id), "")
        if own or shared:
            yield Said(step, own or shared, is_shared=not own)
