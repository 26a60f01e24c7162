"""The page that shows every component in every state, at /_ui/: for those who build pages, and for the accessibility test."""

from datetime import UTC, date, datetime

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from handtag.web.ui import states
from handtag.web.ui.forms import CommandForm, DateInput, KronorField, PersonnummerField, ScanInput
from handtag.web.ui.parts import Bar, Crumb, Event, Explanation, Step, Tab, TraceRow
from handtag.web.ui.tables import Column, Columns

COLUMNS = Columns(
    Column("number", _("Number"), sort=True, primary=True),
    Column("date", _("Date"), kind="date", sort=True),
    Column("person", _("Person")),
    Column("article", _("Article"), sort=True),
    Column("iso", _("ISO"), kind="code"),
    Column("amount", _("Quantity"), kind="number"),
    Column("price", _("Per month"), kind="number", sort=True),
    Column("state", _("Status"), kind="status"),
    Column("do", _("Actions"), kind="actions"),
)
ARTICLES = [
    ("Rollator, fyra hjul, inomhus", "12 06 06", 8_500, "placed"),
    ("Rullstol, manuell, sittbredd 40 cm", "12 22 03", 31_200, "allocated"),
    ("Duschstol med armstöd", "09 33 07", 6_450, "delivered"),
    ("Lyft, mobil, med sele", "12 36 03", 74_900, "picked"),
    ("Antidecubitusmadrass, växeltryck", "04 33 06", 123_450, "sent"),
    ("Toalettförhöjning, 10 cm", "09 12 18", 1_900, "cancelled"),
]
# Test persons only, from the Swedish Tax Agency's series of test numbers.
PERSONS = ["201001122389", "194512012388", "193806152389"]


class CatalogueForm(CommandForm):
    """One field of every kind."""

    personnummer = PersonnummerField(label=_("Personal identity number"), help_text=_("Ten or twelve digits."))
    name = forms.CharField(label=_("Name"), required=False)
    until = forms.DateField(label=_("Until and including"), widget=DateInput)
    price = KronorField(label=_("Price"), help_text=_("In kronor, without VAT."))
    housing = forms.ChoiceField(
        label=_("Form of housing"),
        widget=forms.RadioSelect,
        choices=[("ordinary", _("Ordinary housing")), ("special", _("Special housing"))],
    )
    days = forms.MultipleChoiceField(
        label=_("Delivery days"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("2", _("Tuesday")), ("4", _("Thursday"))],
    )
    unit = forms.ChoiceField(label=_("Unit"), choices=[("", _("Choose a unit")), ("1", "Rehab Norr"), ("2", "Rehab Syd")])
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    device = forms.CharField(label=_("Device number"), widget=ScanInput(attrs={"autofocus": False}), required=False)
    home_visit = forms.BooleanField(label=_("I have made a home visit"), help_text=_("The agreement asks for it."))


def _rows(word: str) -> list[dict[str, object]]:
    rows = [
        {
            "number": f"B-{24_180 + place}",
            "date": date(2026, 11, 21 - place),
            "person": PERSONS[place % 3],
            "article": article,
            "iso": iso,
            "amount": 1 + place % 2,
            "price": price,
            "state": state,
        }
        for place, (article, iso, price, state) in enumerate(ARTICLES)
    ]
    return [row for row in rows if word.casefold() in f"{row['number']} {row['article']}".casefold()]


YES = Explanation(
    answer="Kommunen betalar. Du får förskriva.",
    why="Personen är över 18 år, bor i ordinärt boende och har hemsjukvård.",
    clause="Överenskommelsen, § 4: Kostnadsansvar vid hemsjukvård",
    clause_text="Den huvudman som svarar för hälso- och sjukvården i hemmet svarar också för hjälpmedlet.",
    version="Version 3, gäller från 2026-01-01",
    trace=[
        TraceRow("payer-01", "Under 18 år", applied=False),
        TraceRow("payer-07", "Hemsjukvård i ordinärt boende", applied=True),
    ],
)
NO = Explanation(
    answer="Du får inte förskriva detta själv.",
    why="Eldrivna rullstolar förskrivs av arbetsterapeut på specialistenhet.",
    outcome="no",
    clause="Riktlinjen, 12 23 06",
    clause_text="Förskrivs på specialistenhet efter bedömning i gång- och körmiljö.",
)
UNKNOWN = Explanation(
    answer="Det går inte att avgöra vem som betalar.",
    why="Avtalet skiljer på ordinärt och särskilt boende.",
    outcome="undetermined",
    missing=["Boendeform", "Om personen har hemsjukvård"],
    decider="länets avtalsgrupp",
)


def _showcase(query: QueryDict) -> dict[str, object]:
    return {
        "columns": COLUMNS.choosing(query.getlist("kolumn")),
        "rows": _rows(query.get("q", "")),
        "word": query.get("q", ""),
        "page": Paginator(range(1_240), 50).get_page(7),
        "totals": {"amount": "9", "price": "2 464,00 kr"},
        "explanations": [YES, NO, UNKNOWN],
        "states": [(kind, list(known)) for kind, known in states.STATES.items()],
        "tabs": [Tab("Öppna", "?flik=oppna", 148, current=True), Tab("Försenade", "?flik=sena", 12), Tab("Avslutade", "?flik=klara")],
        "steps": [
            Step("Behov", "done", note="2026-11-02"),
            Step("Utprovning", "done", note="2026-11-09", url="#"),
            Step("Beställning", "current"),
            Step("Godkännande", "problem", note="Väntar sedan 6 dagar"),
            Step("Uppföljning", "todo"),
        ],
        "events": [
            Event(datetime(2026, 11, 20, 13, 5, tzinfo=UTC), "Levererad", "Ali Öberg", "Till Storgatan 4", colour="success"),
            Event(date(2026, 11, 18), "Plockad", "Sanna Kvist", colour="info", url="#"),
            Event(date(2026, 11, 17), "Försenad", text="Leverantören kunde inte leverera i tid.", colour="warning"),
        ],
        "bars": [
            Bar("Region", 1_204_500, "12 045,00"),
            Bar("Kommun A", 803_000, "8 030,00", url="#"),
            Bar("Kommun B", 0, "0,00"),
        ],
        "crumbs": [Crumb("Start", "/"), Crumb("Beställningar", "#"), Crumb("B-24180")],
        "now": datetime(2026, 11, 21, 9, 30, tzinfo=UTC),
        "colours": ["neutral", "info", "success", "warning", "danger", "accent"],
        "person": PERSONS[0],
    }


def catalogue(request: HttpRequest) -> HttpResponse:
    """Every component. With `?fel=1` the form shows its errors; a search answers with the table alone."""
    wrong = {"personnummer": "", "price": "mycket", "until": "2026-02-31"}
    form = CatalogueForm(wrong) if request.GET.get("fel") else CatalogueForm()
    if form.is_bound:
        form.refuse(str(_("The agreement does not allow this in special housing.")), field="housing")
        form.refuse(str(_("The month is closed.")))
    only_table = request.headers.get("HX-Target") == "orders"
    name = "ui/catalogue.html#orders" if only_table else "ui/catalogue.html"
    return render(request, name, {**_showcase(request.GET), "form": form})
