"""Who answers for a lent device when its holder has reached the age at which the county's centres take over from each other."""

from dataclasses import dataclass
from datetime import date

from handtag.apps.agreements.queries import CompiledVersion
from handtag.apps.billing import store as billing
from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import DeviceCentre, Principal
from handtag.apps.prescriptions import queries as prescriptions
from handtag.apps.prescriptions import store as prescription_store
from handtag.apps.prescriptions.models import Prescription
from handtag.apps.rentals import store as rentals
from handtag.apps.rentals.models import Rental
from handtag.apps.stores.store import centres
from handtag.domain import renting, stores
from handtag.domain.agreement.decide import Decision, decide
from handtag.domain.values.errors import Refused
from handtag.domain.values.identity import age_on, turns
from handtag.usecases.base import Context


@dataclass(frozen=True)
class Passing:
    """A rental whose holder has reached the age on a day: to which centre, article and payer the agreement of today takes the device."""

    rental: Rental
    prescription: Prescription
    since: date
    facts: dict[str, object]
    decision: Decision
    payer: Principal
    centre: DeviceCentre
    article: Article


@dataclass(frozen=True)
class Stuck:
    """A rental whose holder has reached the age, and why the device goes nowhere yet."""

    rental: Rental
    since: date
    refusal: Refused
    payer: Principal | None = None
    centre: DeviceCentre | None = None


def in_force(ctx: Context) -> tuple[CompiledVersion, int | None]:
    """The county's agreement today, and the age that it sets."""
    version = prescriptions.agreement_in_force(ctx.viewer, ctx.today)
    return version, stores.change_age(version.document, ctx.today)


def passings(ctx: Context, version: CompiledVersion, age: int, device_number: str = "") -> list[Passing | Stuck]:
    """Devices that persons had before they reached the age, and for which another centre answers since. What stays is left out."""
    rows = rentals.open_rentals_of_persons(ctx.viewer.centre_id, stores.born_by(ctx.today, age), device_number)
    found = (_passing(ctx, version, rental, age) for rental in rows)
    return [one for one in found if one is not None]


def _passing(ctx: Context, version: CompiledVersion, rental: Rental, age: int) -> Passing | Stuck | None:
    person = rental.device.person
    assert person is not None, "only what persons have is looked up"
    since = turns(person.birth_date, age)
    if rental.start_on >= since:
        return None
    if rental.decision is None:
        return Stuck(rental, since, Refused("stores.decided_elsewhere", field="device_number"))
    facts = {**rental.decision.facts, "age": age_on(person.birth_date, ctx.today), "municipality": person.municipality.municipality_code}
    decision = decide(version.compiled, facts)
    if decision.payer not in stores.CENTRE_PAYERS:
        return Stuck(rental, since, Refused("stores.answers_open", field="device_number", because=decision.open_because or decision.payer))
    payer = prescription_store.payer_named(decision.payer, ctx.viewer, person)
    centre = centres.centre_of(payer) if payer else None
    if payer is None or centre is None:
        return Stuck(rental, since, Refused("stores.no_centre_answers", field="device_number"), payer)
    if centre.pk == rental.centre_id:
        return None
    article = _article(ctx, rental.device.article, centre)
    if isinstance(article, Refused):
        return Stuck(rental, since, article, payer, centre)
    return Passing(rental, rental.decision.prescription, since, facts, decision, payer, centre, article)


def _article(ctx: Context, called: Article, centre: DeviceCentre) -> Article | Refused:
    """What the centre calls it and rents out, or why it cannot go there."""
    article = centres.counterpart(called, centre)
    if article is None:
        return Refused("stores.no_counterpart", field="device_number", article=called.number, centre=centre.name)
    price = renting.price_on(billing.prices_of([article.pk]).get(article.pk, []), ctx.today)
    if price is None or price.kind != "rent_per_month":
        return Refused("stores.not_rented_there", field="device_number", article=article.number, centre=centre.name)
    return article
