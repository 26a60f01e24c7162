"""Kept lists and runs as pages read them; a county's own charges as a list without persons; how many live in each municipality."""

import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet, Sum

from handtag.apps.agreements.models import AgreementVersion
from handtag.apps.analysis.models import KeptList, ShiftRun
from handtag.apps.billing.models import Charge
from handtag.apps.organisations.models import Population, Principal
from handtag.domain.access import Viewer
from handtag.domain.cost_shift.rows import Place, Places
from handtag.domain.values.errors import NotFound


def lists_for(viewer: Viewer) -> QuerySet[KeptList]:
    """The principal's lists, the latest first, without their content."""
    rows: QuerySet[KeptList] = KeptList.objects.visible_to(viewer).defer("table").order_by("-pk")
    return rows


def list_for_page(viewer: Viewer, key: UUID) -> KeptList:
    """One list. Raises NotFound, also when it is another principal's."""
    found: KeptList | None = KeptList.objects.visible_to(viewer).filter(key=key).first()
    if found is None:
        raise NotFound("analysis.no_list")
    return found


def text_of(kept: KeptList) -> str:
    """The list's table as CSV."""
    return zlib.decompress(bytes(kept.table)).decode()


def runs_for(viewer: Viewer) -> QuerySet[ShiftRun]:
    """The runs that the viewer may read, the latest first, without their results."""
    rows: QuerySet[ShiftRun] = ShiftRun.objects.visible_to(viewer).defer("result")
    return rows.select_related("from_version", "to_version", "principal", "device_list").defer(
        "result", "device_list__table", "from_version__document", "to_version__document"
    ).order_by("-pk")  # fmt: skip


def run_for_page(viewer: Viewer, key: UUID) -> ShiftRun:
    """One run with its versions and its list. Raises NotFound."""
    rows = ShiftRun.objects.visible_to(viewer).filter(key=key)
    found: ShiftRun | None = rows.select_related("from_version", "to_version", "principal", "device_list").first()
    if found is None:
        raise NotFound("analysis.no_run")
    return found


def columns_last_chosen(viewer: Viewer, heads: Sequence[str]) -> dict[str, int]:
    """The columns that were chosen the last time a list had these very headings; empty when none had."""
    found: ShiftRun | None = ShiftRun.objects.visible_to(viewer).filter(heads=list(heads)).defer("result").order_by("-pk").first()
    return dict(found.columns) if found else {}


def version_row(version_id: int) -> AgreementVersion:
    """A published version. Raises NotFound."""
    found = AgreementVersion.objects.filter(pk=version_id).first()
    if found is None:
        raise NotFound("agreements.no_version")
    return found


def places(known: Places) -> Places:
    """The municipalities with the inhabitants that the installation has registered, the latest year; for others those given."""
    latest: dict[str, Place] = {place.code: place for place in known.known}
    rows = Population.objects.exclude(principal__municipality_code="").order_by("year")
    for code, name, people in rows.values_list("principal__municipality_code", "principal__name", "inhabitants"):
        latest[code] = Place(code, latest[code].name if code in latest else name, people)
    return Places(tuple(latest.values()))


def charges_between(viewer: Viewer, first: date, last: date) -> Iterator[tuple[dict[str, object], str, str, str, str, int, int]]:
    """What was charged in months from first to last (inclusive): the decision's facts, ISO code, the payer's kind, its unit, the
    person's municipality, pieces and öre; only what the viewer may see, and without equipment, which no rule decided who pays for."""
    homes = dict(Principal.objects.exclude(municipality_code="").values_list("municipality_code", "name"))
    rows = (
        Charge.objects.visible_to(viewer)
        .filter(month__first_day__range=(first, last), decision__isnull=False)
        .order_by()
        .values_list("decision_id", "decision__facts", "article__iso_code", "payer__kind", "payer__name", "cost_centre__name")
        .annotate(ore=Sum("amount_ore"), town=F("order_line__order__unit__principal__municipality_code"))
    )
    for _decision, facts, code, kind, payer, unit, ore, town in rows.iterator(chunk_size=2000):
        home = str(facts.get("municipality") or town or "")
        yield facts, code, kind, f"{payer}, {unit}", homes.get(home, home), 1, ore
