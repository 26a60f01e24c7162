"""Does the catalogue agree with what was decided? One line per row that is wrong, else nothing."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby

from django.db.models import F, Q
from django.db.models.functions import Substr
from django.utils.timezone import localtime

from handtag.apps.catalogue.models import Article, AssortmentDecision, Equivalence, EquivalenceGroup
from handtag.domain.catalogue import DIVISION, AssortmentChoice, assortment_on

CHUNK = 2_000


def assortments_off_their_decisions() -> Iterator[str]:
    """An article's place in the assortment is the county's decision in force: the one of the day when the newest was made, or one that
    has begun since."""
    rows = AssortmentDecision.objects.filter(principal=None).order_by("article_id", "pk")
    told = rows.values_list("article__number", "article__assortment", "assortment", "valid_from", "recorded_at", "article_id")
    for _article, group in groupby(told.iterator(CHUNK), key=lambda row: row[5]):
        made = list(group)
        number, shown = made[0][:2]
        newest = max(_day(row[4]) for row in made)
        decided = assortment_on([AssortmentChoice(None, row[2], row[3]) for row in made], newest, None)
        if shown not in {decided or shown, *(row[2] for row in made if row[3] > newest)}:
            yield f"article {number}: {shown}, but the county has decided {decided}"


def replacement_groups_that_are_no_cliques() -> Iterator[str]:
    """Every replacement group has articles, all of its own centre and within its six ISO digits, so that each may stand in for each."""
    for group in EquivalenceGroup.objects.filter(members=None).order_by("pk"):
        yield f"group {group.name}: has no articles"
    inside = Q(division=F("group__division"), article__centre_id=F("group__centre_id"))
    members = Equivalence.objects.annotate(division=Substr("article__iso_code", 1, DIVISION)).exclude(inside).order_by("pk")
    for name, division, number, code in members.values_list("group__name", "group__division", "article__number", "article__iso_code"):
        yield f"group {name} of {division}: article {number} has the code {code} or is another centre's"


def articles_proposed_and_approved_by_one() -> Iterator[str]:
    """A published article was approved by another person than those who proposed and checked it, and is the one that was proposed."""
    requests = Article.objects.filter(request__isnull=False).values_list(
        "number", "request__state", "request__number", "request__approved_by", "request__proposed_by", "request__validated_by"
    )
    for number, state, proposed, approved, *others in requests.order_by("pk").iterator(CHUNK):
        if state != "published" or proposed != number or not approved or approved in others:
            yield f"article {number}: {state} as {proposed}, approved by {approved or 'nobody'}"


def _day(at: datetime) -> date:
    return localtime(at).date()
