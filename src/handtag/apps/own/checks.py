"""Does everybody who has acted for a person have had the ground to? One line per row that is wrong."""

from collections.abc import Iterator

from django.db.models import Q

from handtag.apps.own.models import OwnRequest, Representation, RequestAnswer
from handtag.apps.people.identity import subject_of
from handtag.apps.people.models import PersonIdentity
from handtag.domain.own import OUTCOMES, WITHDRAWN, Acting


def requests_without_a_ground() -> Iterator[str]:
    """Whoever has asked about a person's device was the person herself, or acted for her on a ground in force that day."""
    rows = OwnRequest.objects.select_related("person", "representation__person", "representation__end").order_by("pk")
    for row in rows:
        one = row.representation
        if one is None:
            if not _is_hers(row):
                yield f"request {row.key}: made by {row.made_by}, who is not the person"
            continue
        ended = getattr(one, "end", None)
        acting = Acting(one.ground, one.valid_from, one.valid_to, is_ended=ended is not None and ended.ended_at <= row.made_at)
        if row.made_by != f"own:{one.index}" or not acting.holds_on(row.made_at.date(), born=one.person.birth_date):
            yield f"request {row.key}: {one.ground} of representation {one.key} did not hold when it was made"


def _is_hers(row: OwnRequest) -> bool:
    """By a number that is or was one of her records'."""
    subject = subject_of(row.person)
    indexes = PersonIdentity.objects.filter(person_id__in=subject.ids).values_list("index", flat=True)
    return row.made_by in {f"own:{index}" for index in indexes}


def answers_off_their_requests() -> Iterator[str]:
    """Every answer is one that fits what was asked, was given after it, and is a withdrawal only by the asking side."""
    for row in RequestAnswer.objects.select_related("request").order_by("pk"):
        fits = row.outcome in OUTCOMES[row.request.kind] or row.outcome == WITHDRAWN
        if not fits or row.answered_at < row.request.made_at:
            yield f"request {row.request.key}: answered {row.outcome} at {row.answered_at:%Y-%m-%d %H:%M}"
        if (row.outcome == WITHDRAWN) is not row.answered_by.startswith("own:"):
            yield f"request {row.request.key}: {row.outcome} by {row.answered_by}"


def persons_who_act_for_themselves() -> Iterator[str]:
    """Nobody acts for herself on a ground that is for others, and each ground that rests on law has been seen by staff."""
    for one in Representation.objects.order_by("pk"):
        if PersonIdentity.objects.filter(person_id=one.person_id, index=one.index, withdrawn_at=None).exists():
            yield f"representation {one.key}: is the person's own"
    unseen = Q(unit=None) & ~Q(ground="power_of_attorney")
    for key in Representation.objects.filter(unseen).order_by("pk").values_list("key", flat=True):
        yield f"representation {key}: rests on law, and no unit has seen it"
