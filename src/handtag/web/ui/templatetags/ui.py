"""The template tags of the component library. Every tag refuses an unknown argument, and a value outside its list.

Small tags that stand in every table row build their HTML here; the rest have one template each beside this package.
"""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from handtag.web.ui import states, text
from handtag.web.ui.parts import Bar, Crumb, Event, Explanation, Step, Tab
from handtag.web.ui.rules import spaced
from handtag.web.ui.symbols import svg
from handtag.web.ui.templatetags import _tables  # noqa: F401  (registers table, cell, table_tools, pagination)
from handtag.web.ui.templatetags._library import one_of, register, render

BUTTON_KINDS = {"primary": "", "secondary": "secondary", "tertiary": "tertiary", "danger": ""}
COLOURS = ("neutral", "info", "success", "warning", "danger", "accent")
NOTICE_KINDS = ("info", "success", "warning", "danger")
SUBMITS = ("submit", "button", "reset")


# ── words and values ────────────────────────────────────────────────────────────────────────────────────────────────


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the vendored set; without a label it is decoration and hidden from screen readers."""
    return svg(name, label)


@register.simple_tag
def money(ore: int | None) -> SafeString:
    return format_html('<data class="money" value="{}">{}</data>', "" if ore is None else ore, text.kronor(ore))


@register.simple_tag
def date(value: dt.date | dt.datetime | None) -> SafeString | str:
    written = text.day(value)
    return text.NOTHING if value is None else format_html('<time datetime="{0}">{0}</time>', written)


@register.simple_tag
def moment(value: dt.datetime | None) -> SafeString | str:
    if value is None:
        return text.NOTHING
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), text.moment(value))


@register.simple_tag
def number(value: int | None) -> str:
    return text.NOTHING if value is None else text.whole(value)


@register.simple_tag
def iso(code: str) -> str:
    """An ISO 9999 code in pairs, 12 22 03, as the standard prints it."""
    return spaced(code)


@register.simple_tag
def personnummer(value: str, masked: bool = False) -> SafeString:
    return format_html('<span class="pnr">{}</span>', text.grouped_identity(value, masked=masked))


@register.simple_tag
def tag(word: str, colour: str = "neutral") -> SafeString:
    """A word in a coloured frame. The word carries the meaning; the colour only helps the eye."""
    one_of("colour", colour, COLOURS)
    return format_html('<span class="ds-tag" data-variant="outline" data-color="{}">{}</span>', colour, word)


@register.simple_tag
def status(kind: str, state: str) -> SafeString:
    """The state of a thing of a kind that ui.states describes: `{% status "order" order.state %}`."""
    return _state(kind, str(state), get_language() or "")


@lru_cache(maxsize=1024)
def _state(kind: str, state: str, _language: str) -> SafeString:
    """Put together once in each language: lists show the same few states in every row."""
    seen = states.look(kind, state)
    return tag(str(seen.word), seen.colour)


# ── doing things ────────────────────────────────────────────────────────────────────────────────────────────────────


@register.inclusion_tag("ui/button.html")
def button(
    label: str,
    *,
    kind: str = "primary",
    icon: str = "",
    type: str = "submit",
    name: str = "",
    value: str = "",
    form: str = "",
    formaction: str = "",
    id: str = "",
    opens: str = "",
    closes: str = "",
    disabled: bool = False,
    hide_label: bool = False,
) -> dict[str, Any]:
    """A button that does something. `opens`/`closes` name a dialog; a link to a page is `link_button`."""
    one_of("kind", kind, BUTTON_KINDS)
    one_of("type", type, SUBMITS)
    given = dict(locals())
    given["type"] = "button" if opens or closes else type
    given["variant"] = BUTTON_KINDS[kind]
    return given


@register.inclusion_tag("ui/link_button.html")
def link_button(
    label: str, href: str, *, kind: str = "secondary", icon: str = "", shortcut: str = "", download: bool = False
) -> dict[str, Any]:
    """A link that looks like a button. `shortcut="n"` makes it the page's "new"."""
    one_of("kind", kind, BUTTON_KINDS)
    return {**locals(), "variant": BUTTON_KINDS[kind]}


@register.inclusion_tag("ui/post_button.html", takes_context=True)
def post_button(
    context: template.Context, label: str, action: str, *, kind: str = "secondary", icon: str = "", name: str = "", value: str = ""
) -> dict[str, Any]:
    """A one-button form for a change that needs no other input; works without JavaScript and carries the CSRF token."""
    one_of("kind", kind, BUTTON_KINDS)
    return {
        "label": label,
        "action": action,
        "kind": kind,
        "icon": icon,
        "name": name,
        "value": value,
        "csrf_token": context.get("csrf_token", ""),
    }


@register.simple_block_tag
def dialog(content: str, id: str, title: str, close: str = "") -> SafeString:
    """A dialog that a button opens with `opens="id"`; closes with Escape, its cross or a click beside it."""
    return render("dialog", content=content, id=id, title=title, close=close)


# ── forms ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """One field with label, help and error, tied together for screen readers."""
    return bound.as_field_group()


@register.inclusion_tag("ui/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """What must be corrected, each a link to its field; nothing when the form has no errors."""
    return {"form": form, "rows": _error_rows(form)}


def _error_rows(form: forms.BaseForm) -> list[tuple[str, str, str]]:
    """Anchor, label and message of every error; an error above the form has no anchor."""
    if not form.is_bound or not form.errors:
        return []
    rows = [("", "", str(message)) for message in form.non_field_errors()]
    for bound in form:
        grouped = isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
        anchor = f"{bound.auto_id}_0" if grouped else bound.id_for_label
        place = ("", "") if bound.is_hidden else (anchor, str(bound.label))
        rows += [(*place, str(message)) for message in bound.errors]
    return rows


@register.inclusion_tag("ui/fields.html")
def fields(form: forms.BaseForm) -> dict[str, Any]:
    """The error summary and every field of a form, in the form's own order."""
    return {"form": form}


@register.inclusion_tag("ui/search_box.html")
def search_box(
    *,
    name: str = "q",
    value: str = "",
    label: str = "",
    help: str = "",
    url: str = "",
    target: str = "",
    scan: bool = False,
    private: bool = False,
) -> dict[str, Any]:
    """A search field. With `url` and `target` (an element's id) it answers as you type; without JavaScript the form's button does.

    `private=True` posts what is typed, so that a personnummer never stands in an address or a log.
    """
    return {**locals(), "label": label or _("Search")}


@register.simple_block_tag(takes_context=True)
def filter_bar(
    context: template.Context,
    content: str,
    *,
    action: str = "",
    label: str = "",
    target: str = "",
    submit: str = "",
    reset: str = "",
    private: bool = False,
) -> SafeString:
    """A form around search box and filters; `target` lets a changed filter refresh just that element.

    It asks with GET, so that the address can be kept and shared; `private=True` posts instead, for what may not be in an address.
    """
    return render(
        "filter_bar",
        content=content,
        action=action,
        label=label or _("Filter"),
        target=target,
        submit=submit,
        reset=reset,
        private=private,
        csrf_token=context.get("csrf_token", ""),
    )


# ── showing things ──────────────────────────────────────────────────────────────────────────────────────────────────


@register.simple_block_tag
def card(content: str, title: str = "", *, level: int = 2, id: str = "", href: str = "", tinted: bool = False) -> SafeString:
    return render("card", content=content, title=title, level=level, id=id, href=href, tinted=tinted)


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: str = "", live: bool = False) -> SafeString:
    """Something to know (info), that went well (success), to watch (warning) or that stops (danger). `live` is read aloud."""
    one_of("kind", kind, NOTICE_KINDS)
    return render("notice", content=content, kind=kind, title=title, live=live)


@register.simple_block_tag
def more(content: str, label: str, open: bool = False) -> SafeString:
    """Text that opens on a click (details), for what is seldom needed."""
    return render("more", content=content, label=label, open=open)


@register.simple_block_tag
def facts(content: str, wide: bool = False) -> SafeString:
    """A definition list; holds `fact` tags."""
    return format_html('<dl class="facts{}">{}</dl>', " wide" if wide else "", content)


@register.simple_block_tag
def fact(content: str, label: str) -> SafeString:
    """A name and its value inside `facts`; an empty value is a dash."""
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", label, SafeString(content.strip() or text.NOTHING))


@register.inclusion_tag("ui/tabs.html")
def tabs(items: Sequence[Tab], label: str) -> dict[str, Any]:
    return {"items": items, "label": label}


@register.inclusion_tag("ui/steps.html")
def steps(items: Sequence[Step], label: str) -> dict[str, Any]:
    """How far a process has come; the state is said in words too."""
    words = {"done": _("done"), "current": _("now"), "todo": _("to do"), "problem": _("needs attention")}
    return {"items": [(item, words[item.state]) for item in items], "label": label}


@register.inclusion_tag("ui/timeline.html")
def timeline(events: Sequence[Event], label: str) -> dict[str, Any]:
    return {"events": events, "label": label}


@register.inclusion_tag("ui/explain.html")
def explain(decision: Explanation, level: int = 3) -> dict[str, Any]:
    """A decision in two lines; the clause one click away, the full trace two."""
    colour = {"yes": "success", "no": "danger", "undetermined": "warning"}[decision.outcome]
    sign = {"yes": "success", "no": "danger", "undetermined": "help"}[decision.outcome]
    return {"d": decision, "colour": colour, "sign": sign, "level": level}


@register.inclusion_tag("ui/stat.html")
def stat(label: str, value: str | int, *, note: str = "", href: str = "", colour: str = "neutral") -> dict[str, Any]:
    """A number that means something, with its name; a whole number is grouped in thousands."""
    one_of("colour", colour, COLOURS)
    shown = text.whole(value) if isinstance(value, int) else value
    return {"label": label, "value": shown, "note": note, "href": href, "colour": colour}


@register.inclusion_tag("ui/bar_chart.html")
def bar_chart(bars: Sequence[Bar], title: str, head: str, unit: str) -> dict[str, Any]:
    """Bars beside their own figures, as one table. Lengths are whole thousandths of the longest bar."""
    longest = max((bar.value for bar in bars), default=0) or 1
    return {"rows": [(bar, bar.value * 1000 // longest) for bar in bars], "title": title, "head": head, "unit": unit}


@register.inclusion_tag("ui/progress.html")
def progress(done: int, total: int, label: str) -> dict[str, Any]:
    return {"done": done, "total": total, "label": label, "percent": done * 100 // total if total else 0}


@register.inclusion_tag("ui/empty_state.html")
def empty_state(title: str, text: str = "", label: str = "", href: str = "", icon: str = "") -> dict[str, Any]:
    """What to do next when there is nothing here yet."""
    return dict(locals())


@register.inclusion_tag("ui/breadcrumbs.html")
def breadcrumbs(items: Sequence[Crumb]) -> dict[str, Any]:
    return {"items": items}


@register.simple_tag
def keys(*names: str) -> SafeString:
    """Keys of the keyboard, `{% keys "g" "h" %}`."""
    return format_html_join(" ", "<kbd>{}</kbd>", ((name,) for name in names))
