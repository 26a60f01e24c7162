"""A calculation: its figures, its picture, its tables as a page and as a file; and each kind of line with the clauses before and after."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from handtag.apps.analysis import queries
from handtag.domain.access import Permission, Viewer
from handtag.domain.cost_shift.flows import ENDS
from handtag.domain.cost_shift.sums import CONFIDENCES
from handtag.files.shift_workbook import shift_workbook
from handtag.web.analysis import tables, words
from handtag.web.analysis.picture import picture
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import page_of, render_page
from handtag.web.shell.spreadsheet import xlsx_answer
from handtag.web.ui.facts import short_fact, value_label
from handtag.web.ui.parts import Crumb, Tab

COLOURS = {"certain": "success", "assumed": "info", "undetermined": "warning"}


@signed_in(Permission.ANALYSE_COSTS)
def result(request: HttpRequest, viewer: Viewer, run_key: UUID) -> HttpResponse:
    """The whole result on one page that can be printed; as a file, every table of it."""
    run = queries.run_for_page(viewer, run_key)
    if request.GET.get("format") == "xlsx":
        return xlsx_answer(slugify(run.title) or "shift", shift_workbook(run.result, words.words()))
    found = run.result
    shown = {"run": run, "result": found, "figures": _figures(found), "picture": picture(found["flows"], _names(found))}
    shown |= {"principals": tables.principals(found), "streams": tables.streams(found), "crumbs": _crumbs(run.title)}
    shown |= {"is_report": "rapport" in request.GET, "long": [make(found) for make in LONG]}
    shown |= {"tables": [make(found) for make in TABLES], "faults": tables.faults(found), "confidence": _confidence(found)}
    return render_page(request, "analysis/result.html", {**shown, "assumptions": _assumptions(found), "settings": _settings(run.settings)})


TABLES = (tables.categories, tables.municipalities, tables.both_ways)
LONG = (tables.sensitivity, tables.iso_groups)  # folded away on the screen, open in the report


@signed_in(Permission.ANALYSE_COSTS)
def kinds(request: HttpRequest, viewer: Viewer, run_key: UUID) -> HttpResponse:
    """The lines of a calculation by what is known about them: who pays before and after, and why."""
    run = queries.run_for_page(viewer, run_key)
    chosen = request.GET.get("visa", "")
    rows = [kind for kind in run.result["kinds"] if chosen not in CONFIDENCES or kind["confidence"] == chosen]
    page = page_of(request, rows, 25)
    shown = {"run": run, "page": page, "kinds": [_kind(kind) for kind in page], "tabs": _tabs(run.result, chosen)}
    shown["crumbs"] = [*_crumbs(run.title, reverse("analysis:result", args=[run.key])), Crumb(_("Rows and rules"))]
    return render_page(request, "analysis/kinds.html", shown, partial="kinds")


def _crumbs(title: str, url: str = "") -> list[Crumb]:
    return [Crumb(_("Cost shift"), reverse("analysis:overview")), Crumb(title, url)]


def _figures(found: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The figures at the top: what each is, the sum, and a note."""
    top, total = found["headline"], found["total"]
    return [
        (_("From the region to the municipalities"), words.millions(top["to_municipality"]), words.ends(top["to_municipality"])),
        (_("From the municipalities to the region"), words.millions(top["to_region"]), words.ends(top["to_region"])),
        (_("The municipalities' difference"), words.millions(top["net_municipality"]), words.ends(top["net_municipality"])),
        (
            _("Cannot be determined"),
            words.millions([total["confidence"]["undetermined"]] * 2),
            _("of %(sum)s") % {"sum": words.one(total["cost_ore"])},
        ),
    ]


def _names(found: Mapping[str, Any]) -> dict[str, str]:
    """What the ends of the picture are called, with their sums."""
    said = {**{name: words.words().get(f"bucket.{name}", "") for name in ENDS}, "undetermined": _("Undetermined")}
    names = {}
    for side, at in (("left", 0), ("right", 1)):
        for end in ENDS:
            ore = sum(stream[2] for stream in found["flows"] if stream[at] == end)
            names[f"{side}.{end}"] = f"{said[end]}|{words.millions([ore, ore])}"
    return names


def _confidence(found: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """How sure the result is: the word, its colour and the sum."""
    said = words.words()
    return [(said[f"confidence.{name}"], COLOURS[name], words.one(found["total"]["confidence"][name])) for name in CONFIDENCES]


def _settings(chosen: Mapping[str, Any]) -> dict[str, str]:
    """The settings as they are read by people; `raised` says that the figures at the top hold more than the list."""
    shares = {name: words.percent(chosen[name]) for name in ("prescribed_anyway", "unmet_need", "price_index")}
    stays = _("whoever pays today goes on")
    raised = "yes" if (chosen["unmet_need"], chosen["price_index"]) != ("0", "1") else ""
    return {**shares, "raised": raised, "shared": stays if chosen["shared_stays"] else words.percent(chosen["shared_region"])}


def _assumptions(found: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What is taken for granted: the fact, its value and how much rests on it, the most first."""
    pairs = [(*text.split("=", 1), ore) for text, ore in found["assumptions"].items()]
    return [
        (str(short_fact(fact)), str(value_label(fact, value)), words.one(ore))
        for fact, value, ore in sorted(pairs, key=lambda one: -one[2])
    ]


def _tabs(found: Mapping[str, Any], chosen: str) -> list[Tab]:
    said, kinds = words.words(), found["kinds"]
    counts = {name: sum(kind["confidence"] == name for kind in kinds) for name in CONFIDENCES}
    every = [Tab(_("All"), "?", len(kinds), chosen not in CONFIDENCES)]
    return every + [Tab(said[f"confidence.{name}"].capitalize(), f"?visa={name}", counts[name], chosen == name) for name in CONFIDENCES]


def _kind(kind: Mapping[str, Any]) -> dict[str, Any]:
    said = words.words()
    return {
        **kind,
        "facts": [(str(short_fact(name)), str(value_label(name, value))) for name, value in kind["facts"].items()],
        "today": said[f"payer.{kind['today']}"] if kind["today"] else "",
        "sure": (said[f"confidence.{kind['confidence']}"], COLOURS[kind["confidence"]]),
        "moves": [(label, words.ends(kind["sums"].get(way))) for way, label in _ways().items() if kind["sums"].get(way)],
        "sides": [
            {**kind[part], "label": label, "who": said[f"payer.{kind[part]['payer']}"],
             "missing": [str(short_fact(name)) for name in kind[part]["missing"]]}
            for part, label in (("before", _("By the agreement of today")), ("after", _("By the agreement tried")))
        ],
    }  # fmt: skip


def _ways() -> dict[str, str]:
    return {"flow.region.municipality": _("To the municipalities"), "flow.municipality.region": _("To the region")}
