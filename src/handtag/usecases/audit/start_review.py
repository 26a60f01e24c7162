"""Begin a review of the care provider's access log: which rows are looked at follows from rules and chance, not from the reviewer."""

import secrets
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from handtag.apps.access.queries import names_of
from handtag.apps.audit import reviewing, store
from handtag.apps.orders.acts import persons_behind
from handtag.apps.people.likeness import about_persons, living_together
from handtag.domain import log_review
from handtag.domain.access import Permission
from handtag.domain.log_review import Known, Limits, Reading
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, civil_day, use_case
from handtag.usecases.days import beginning, end

MOST_ROWS = 2000


@dataclass(frozen=True)
class StartReview:
    """Days inclusive; `rules` by name; `sample_size` rows are drawn by chance among those that fall under no rule."""

    first_day: date
    last_day: date
    rules: tuple[str, ...]
    sample_size: int = 20
    lookups_per_hour: int = 30
    days_until_act: int = 30


@use_case(Permission.REVIEW_LOG, audits="audit.review_started")
def start_review(ctx: Context, data: StartReview) -> UUID:
    """The log is checked regularly and by sample, and the check is documented (HSLF-FS 2016:40 4 kap. 9 §). Answers with the review's key.

    Raises Refused("audit.…") naming the field.
    """
    ctx.require(Permission.REVIEW_LOG)
    _check(ctx, data)
    of = ctx.viewer.principal_id
    everything = list(reviewing.readings(of, beginning(data.first_day), end(data.last_day), civil_day))
    readings = log_review.first_of_each_day(everything)
    rows = log_review.flagged(readings, _known(ctx, data, everything), data.rules)
    seed = secrets.randbits(48)
    left = [reading.entry_id for reading in readings if reading.entry_id not in rows]
    chosen: dict[int, tuple[str, ...]] = {**rows, **dict.fromkeys(log_review.sample(left, data.sample_size, seed), ())}
    if not chosen:
        raise Refused("audit.nothing_to_review", first=data.first_day, last=data.last_day)
    if len(chosen) > MOST_ROWS:
        raise Refused("audit.too_many_rows", field="last_day", rows=len(chosen), most=MOST_ROWS)
    key = ctx.new_key()
    store.add_review(
        chosen, key=key, principal_id=of, started_by=ctx.viewer.code, started_at=ctx.now, first_day=data.first_day,
        last_day=data.last_day, rules=list(data.rules), lookups_per_hour=data.lookups_per_hour, days_until_act=data.days_until_act,
        sample_size=data.sample_size, seed=seed, readings=len(everything),
    )  # fmt: skip
    ctx.audit("audit.review_started", f"review:{key}", rows=len(chosen), flagged=len(rows), readings=len(everything))
    return key


def _check(ctx: Context, data: StartReview) -> None:
    if data.last_day < data.first_day:
        raise Refused("audit.days_in_order", field="last_day")
    if data.last_day > ctx.today:
        raise Refused("audit.day_in_future", field="last_day", on=data.last_day)
    if (data.last_day - data.first_day).days >= log_review.LONGEST_PERIOD:
        raise Refused("audit.period_too_long", field="last_day", days=log_review.LONGEST_PERIOD)
    if unknown := set(data.rules) - log_review.RULES.keys():
        raise Refused("audit.unknown_rule", field="rules", value=min(unknown), valid=tuple(log_review.RULES))
    if not 0 <= data.sample_size <= log_review.MOST_SAMPLED:
        raise Refused("audit.sample_size", field="sample_size", most=log_review.MOST_SAMPLED)
    if not 1 <= data.lookups_per_hour <= log_review.MOST_LOOKUPS or not 0 <= data.days_until_act <= 365:
        raise Refused("audit.limits", field="lookups_per_hour")


def _known(ctx: Context, data: StartReview, readings: list[Reading]) -> Known:
    readers = {code: name.lower() for code, name in names_of(ctx.viewer, {one.actor for one in readings}).items() if name.strip()}
    return Known(
        readers=readers,
        persons=about_persons(one.person_key for one in readings),
        neighbours=living_together(readers, {(one.actor, one.person_key) for one in readings}),
        acts=_acts(ctx, data),
        busy=log_review.busy_hours(readings, data.lookups_per_hour),
        limits=Limits(data.lookups_per_hour, data.days_until_act),
    )


def _acts(ctx: Context, data: StartReview) -> dict[tuple[int, UUID], list[date]]:
    until = end(data.last_day + timedelta(days=data.days_until_act))
    done = list(reviewing.acts(ctx.viewer.principal_id, beginning(data.first_day), until))
    persons = persons_behind({target for _, target, _ in done})
    found: dict[tuple[int, UUID], list[date]] = defaultdict(list)
    for unit_id, target, at in done:
        if target in persons:
            found[unit_id, persons[target]].append(civil_day(at))
    return found
