"""Rows around the articles: series, groups, assortment decisions, instructions, attributes, files, requests. Articles are in `store`."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from handtag.apps.catalogue.models import (
    Article,
    ArticleFile,
    ArticleRequest,
    AssortmentDecision,
    Attribute,
    AttributeValue,
    Equivalence,
    EquivalenceGroup,
    FileContent,
    Fit,
    Instruction,
    Series,
    Supplier,
)
from handtag.apps.organisations.models import DeviceCentre, Principal


def series_by_name(centre: DeviceCentre, named: Iterable[tuple[Supplier, str]]) -> dict[tuple[int, str], Series]:
    """Series of these suppliers and names, by supplier's row and name; made when they do not exist."""
    wanted = {(supplier.pk, name) for supplier, name in named}
    made = [Series(centre=centre, supplier_id=supplier, name=name) for supplier, name in sorted(wanted)]
    Series.objects.bulk_create(made, ignore_conflicts=True)
    found = Series.objects.filter(centre=centre, name__in={name for _supplier, name in wanted})
    return {(one.supplier_id, one.name): one for one in found}


def series_of(centre_id: int, series_id: int) -> Series | None:
    return Series.objects.filter(centre_id=centre_id, pk=series_id).first()


def change_article(article: Article, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(article, name, value)
    article.save(update_fields=[*values])


def article_with_gtin(centre_id: int, gtin: str) -> Article | None:
    return Article.objects.filter(centre_id=centre_id, gtin=gtin).first() if gtin else None


def set_fit(part: Article, *, main: Article | None, series: Series | None, standard: int, most: int | None) -> None:
    Fit.objects.update_or_create(
        part=part, main=main, main_series=series, defaults={"standard_quantity": standard, "maximum_quantity": most}
    )  # fmt: skip


def remove_fit(part: Article, *, main: Article | None, series: Series | None) -> int:
    """How many there were."""
    return Fit.objects.filter(part=part, main=main, main_series=series).delete()[0]


def lock_group(centre_id: int, name: str) -> EquivalenceGroup | None:
    return EquivalenceGroup.objects.select_for_update().filter(centre_id=centre_id, name=name).first()


def set_group(
    group: EquivalenceGroup | None, centre_id: int, name: str, *, division: str, is_binding: bool, members: Iterable[Article]
) -> None:
    """The group has exactly these members; without any there is no group."""
    rows = list(members)
    if group is not None:
        Equivalence.objects.filter(group=group).delete()
    if not rows:
        if group is not None:
            group.delete()
        return
    if group is None:
        group = EquivalenceGroup(centre_id=centre_id, name=name)
    group.division, group.is_binding = division, is_binding
    group.save()
    Equivalence.objects.bulk_create([Equivalence(group=group, article=article) for article in rows])


def lock_articles(centre_id: int, numbers: Iterable[str]) -> dict[str, Article]:
    """By number, locked in the order of their rows."""
    found = Article.objects.select_for_update().filter(centre_id=centre_id, number__in=list(numbers)).order_by("pk")
    return {article.number: article for article in found}


def principal_of_county(county_id: int, principal_id: int) -> Principal | None:
    return Principal.objects.filter(county_id=county_id, pk=principal_id).first()


def decided_on(articles: Iterable[Article], principal: Principal | None, day: date) -> list[str]:
    """Numbers of the articles that have a decision from that very day already."""
    found = AssortmentDecision.objects.filter(article__in=list(articles), principal=principal, valid_from=day)
    return sorted(found.values_list("article__number", flat=True))


def add_decisions(
    articles: Iterable[Article], *, assortment: str, valid_from: date, decided_by: str, at: datetime, principal: Principal | None = None,
    reason: str = "",
) -> None:  # fmt: skip
    AssortmentDecision.objects.bulk_create(
        AssortmentDecision(
            article=article, principal=principal, assortment=assortment, valid_from=valid_from, reason=reason,
            decided_by=decided_by, recorded_at=at,
        )
        for article in articles
    )  # fmt: skip


def county_decisions_through(day: date) -> dict[int, str]:
    """By the article's row, what the county has decided that holds on the day, for every article with a decision."""
    found = AssortmentDecision.objects.filter(principal=None, valid_from__lte=day).order_by("valid_from")
    return dict(found.values_list("article_id", "assortment"))


def articles_to_move(decided: Mapping[int, str]) -> list[Article]:
    """The articles whose assortment is another than what is decided, locked."""
    differing = Q(pk__in=())
    for state in set(decided.values()):
        differing |= Q(pk__in=[pk for pk, assortment in decided.items() if assortment == state]) & ~Q(assortment=state)
    return list(Article.objects.select_for_update().filter(differing).order_by("pk"))


def set_instruction(step: str, text: str, *, article: Article | None, series: Series | None) -> None:
    """Without text there is no instruction."""
    if text:
        Instruction.objects.update_or_create(article=article, series=series, step=step, defaults={"text": text})
    else:
        Instruction.objects.filter(article=article, series=series, step=step).delete()


def attribute_named(centre_id: int, iso_group: str, name: str) -> Attribute | None:
    return Attribute.objects.filter(centre_id=centre_id, iso_group=iso_group, name=name).first()


def set_attribute(known: Attribute | None, **values: Any) -> Attribute:
    attribute = known or Attribute()
    for name, value in values.items():
        setattr(attribute, name, value)
    attribute.save()
    return attribute


def values_of(attribute: Attribute) -> list[AttributeValue]:
    return list(AttributeValue.objects.filter(attribute=attribute).select_related("article"))


def attributes_for(article: Article) -> dict[str, Attribute]:
    """By name, what is told of articles with this code; of two with one name the narrower group's."""
    groups = [article.iso_code[:length] for length in range(2, len(article.iso_code) + 1, 2)]
    found = Attribute.objects.filter(centre_id=article.centre_id, iso_group__in=groups)
    return {one.name: one for one in sorted(found, key=lambda one: len(one.iso_group))}


def set_values(article: Article, values: Mapping[Attribute, str]) -> None:
    """Exactly these; an empty value is none."""
    AttributeValue.objects.filter(article=article, attribute__in=list(values)).delete()
    AttributeValue.objects.bulk_create(
        [AttributeValue(article=article, attribute=attribute, value=value) for attribute, value in values.items() if value]
    )


def add_file(
    *, article: Article | None, series: Series | None, kind: str, title: str, sha256: str, media_type: str, content: bytes, at: datetime
) -> ArticleFile:
    stored, _made = FileContent.objects.get_or_create(
        sha256=sha256, defaults={"media_type": media_type, "size": len(content), "content": content}
    )
    return ArticleFile.objects.create(article=article, series=series, kind=kind, title=title, content=stored, added_at=at)


def file_of(centre_id: int, file_id: int) -> ArticleFile | None:
    shown = ArticleFile.objects.filter(Q(article__centre_id=centre_id) | Q(series__centre_id=centre_id), removed_at=None)
    return shown.filter(pk=file_id).first()


def remove_file(file: ArticleFile, at: datetime) -> None:
    file.removed_at = at
    file.save(update_fields=["removed_at"])


def add_request(centre_id: int, **values: Any) -> ArticleRequest:
    return ArticleRequest.objects.create(centre_id=centre_id, state="proposed", **values)


def lock_request(centre_id: int, request_id: int) -> ArticleRequest | None:
    return ArticleRequest.objects.select_for_update().filter(centre_id=centre_id, pk=request_id).first()


def change_request(request: ArticleRequest, **values: Any) -> None:
    for name, value in values.items():
        setattr(request, name, value)
    request.save(update_fields=[*values])
