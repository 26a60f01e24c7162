"""A small invented agreement with every kind of answer: enough to test what rests on decisions, quick to read."""

from typing import Any

from handtag.domain.agreement.load import agreement_from_dict
from handtag.domain.agreement.schema import Agreement

ID = "test-county"


def _clause(name: str, quote: str) -> dict[str, str]:
    return {"id": name, "document": "Testöverenskommelsen", "section": f"avsnitt {name}", "quote": quote}


def _product(iso: str, name: str, *may: str, **attributes: str) -> dict[str, Any]:
    extra = {key: [value] for key, value in attributes.items()}
    return {"id": f"p-{iso}", "iso": iso, "name": name, "attributes": {"may": list(may), **extra}, "clause": "c-list"}


PAYER_ROWS: list[dict[str, Any]] = [
    {"id": "bought-alone", "when": {"row.payer": "own"}, "then": {"payer": "own_responsibility"}, "clause": "c-own"},
    {
        "id": "breathing-is-open",
        "when": {"row.payer": "open"},
        "then": {"payer": "undetermined", "may_prescribe": "undetermined"},
        "open_because": "Riktlinjen för andningshjälpmedel är inte beslutad; huvudmännen avgör tillsammans.",
        "clause": "c-open",
    },
    {"id": "children", "when": {"age": {"to": 17}}, "then": {"payer": "region"}, "clause": "c-age"},
    {
        "id": "special-housing",
        "when": {"housing": {"not": ["ordinary"]}},
        "then": {"payer": "municipality"},
        "clause": "c-home",
    },
    {
        "id": "home-visit",
        "when": {"care_setting": ["home_visit", "home_health_care"]},
        "then": {"payer": "municipality"},
        "clause": "c-home",
    },
    {"id": "clinic", "when": {}, "then": {"payer": "region"}, "clause": "c-clinic"},
]

DOCUMENT: dict[str, Any] = {
    "id": ID,
    "title": "Testöverenskommelse om hjälpmedel",
    "version": "1",
    "valid_from": "2026-01-01",
    "parties": [
        {"code": "25", "name": "Region Prov", "kind": "region"},
        {"code": "2580", "name": "Luleå kommun", "kind": "municipality"},
        {"code": "2581", "name": "Piteå kommun", "kind": "municipality"},
        {"code": "2523", "name": "Gällivare kommun", "kind": "municipality"},
    ],
    "products": [
        _product("120606", "Rollatorer", "occupational_therapist", "physiotherapist", payer="table"),
        _product("122203", "Drivringsrullstolar", "occupational_therapist", payer="table"),
        _product("091203", "Hygienstolar", "occupational_therapist", payer="table"),
        _product("092409", "Tappningskatetrar", "nurse", payer="table"),
        _product("123603", "Mobila lyftar", "occupational_therapist", payer="table"),
        _product("040306", "Inhalationsutrustning", "nurse", payer="open"),
        _product("241806", "Griptänger", "occupational_therapist", payer="own"),
    ],
    "words": [
        {"word": "rollator", "iso_codes": ["120606"]},
        {"word": "inomhusrollator", "iso_codes": ["120606"], "term": "indoor_walker"},
        {"word": "lyft", "iso_codes": ["123603"]},
    ],
    "tables": [
        {
            "id": "scope",
            "title": "Vad överenskommelsen gäller",
            "rows": [{"id": "listed", "when": {"row.listed": "yes"}, "then": {"in_scope": "yes"}, "clause": "c-list"}],
        },
        {"id": "payer", "title": "Vem som betalar", "hit": "first", "rows": PAYER_ROWS},
        {
            "id": "right",
            "title": "Vem som får förskriva",
            "hit": "first",
            "rows": [
                {
                    "id": "may",
                    "when": {"prescriber_profession": {"listed": ["may"]}},
                    "then": {"may_prescribe": "yes"},
                    "clause": "c-list",
                },
                {"id": "may-not", "when": {"row.listed": "yes"}, "then": {"may_prescribe": "no"}, "clause": "c-list"},
            ],
        },
        {
            "id": "follow-up",
            "title": "Vem som följer upp",
            "rows": [
                {
                    "id": "prescriber-follows",
                    "then": {"follow_up": "prescriber", "trust_allowed": "no"},
                    "clause": "c-list",
                }
            ],
        },
    ],
    "parameters": [
        {
            "id": "order_cut_off",
            "title": "Beställning senast, arbetsdagen före leveransdag",
            "unit": "time",
            "values": [{"since": "2026-01-01", "value": "11:30"}],
            "clause": "c-delivery",
        }
    ],
    "clauses": [
        _clause("c-list", "Förteckning över förskrivarkategori"),
        _clause("c-age", "Regionen betalar för barn och ungdom under 18 år."),
        _clause("c-home", "Kommunen betalar vid hembesök och i särskilt boende."),
        _clause("c-clinic", "Regionen betalar det som förskrivs på mottagning."),
        _clause("c-own", "Griptång köper den enskilde själv."),
        _clause("c-open", "Frågan om andningshjälpmedel är inte löst."),
        _clause("c-delivery", "Beställning senast klockan 11.30 arbetsdagen före leveransdag."),
    ],
}


def document() -> Agreement:
    return agreement_from_dict(DOCUMENT)
