"""What fits what: a part fits an article or a whole series."""

from dataclasses import dataclass

from handtag.apps.catalogue import store
from handtag.apps.catalogue.models import Article, Series
from handtag.apps.catalogue.store import details as store_details
from handtag.domain import catalogue
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class SetFit:
    """`main_number` or `series_id`, one of the two. `standard_quantity` come along unless something else is said; `maximum_quantity` is
    the most it takes (null: no limit). `fits` false: it no longer does.
    """

    part_number: str
    main_number: str = ""
    series_id: int | None = None
    standard_quantity: int = 0
    maximum_quantity: int | None = None
    fits: bool = True


@use_case(Permission.MANAGE_CATALOGUE, audits="catalogue.fit_set")
def set_fit(ctx: Context, data: SetFit) -> None:
    """Only what is registered to fit is offered with an article. Raises NotFound, Refused naming the field."""
    found = store.articles_by_number(ctx.viewer.centre_id, {data.part_number, data.main_number})
    part, main = found.get(data.part_number), found.get(data.main_number)
    if part is None or (data.main_number and main is None):
        raise NotFound("catalogue.no_article", field="main_number" if part else "part_number")
    series = store_details.series_of(ctx.viewer.centre_id, data.series_id) if data.series_id is not None else None
    ctx.require(Permission.MANAGE_CATALOGUE)
    _refuse_unclear(data, part, main, series)
    if data.fits:
        store_details.set_fit(part, main=main, series=series, standard=data.standard_quantity, most=data.maximum_quantity)
    elif not store_details.remove_fit(part, main=main, series=series):
        raise Refused("catalogue.no_fit", field="main_number")
    store.changed(part.centre_id)
    target = f"article:{main.number}" if main else f"series:{data.series_id}"
    ctx.audit("catalogue.fit_set", target, part=part.number, fits=data.fits, standard=data.standard_quantity, most=data.maximum_quantity)


def _refuse_unclear(data: SetFit, part: Article, main: Article | None, series: Series | None) -> None:
    if data.series_id is not None and series is None:
        raise Refused("catalogue.no_series", field="series_id")
    if (main is None) == (series is None):
        raise Refused("catalogue.one_main", field="main_number")
    if main == part:
        raise Refused("catalogue.fits_itself", field="main_number")
    catalogue.require_quantities(data.standard_quantity, data.maximum_quantity)
