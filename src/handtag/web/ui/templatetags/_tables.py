"""Tables, their column choice and their pages. Rows are written in the page's own template, cell by cell."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from handtag.web.ui.tables import Column, Columns
from handtag.web.ui.templatetags._library import register, render


@register.simple_block_tag(takes_context=True)
def table(
    context: template.Context,
    content: str,
    columns: Columns,
    caption: str,
    *,
    sort: str = "",
    totals: Mapping[str, str] | None = None,
    id: str = "",
    live: bool = False,
    empty: str = "",
    show_caption: bool = False,
) -> SafeString:
    """A table around rows of cells. `sort` is the key it is sorted by now (`-date`); `totals` gives the last row by column key.

    With `live=True` and an `id` the sort links replace the element of that id. `empty` is said when there are no rows.
    """
    query = context["request"].GET if "request" in context else None
    heads = [_head(column, sort, query) for column in columns.shown]
    sums = [(column, (totals or {}).get(column.key, "")) for column in columns.shown] if totals else []
    return render(
        "table",
        content=content,
        rows=bool(content.strip()),
        heads=heads,
        caption=caption,
        sums=sums,
        id=id,
        live=live,
        empty=empty or _("Nothing to show."),
        show_caption=show_caption,
    )


def _head(column: Column, sort: str, query: QueryDict | None) -> dict[str, Any]:
    """How a column head looks: its link sorts by it, or the other way round when it is sorted by already."""
    current, descending = sort.removeprefix("-") == column.key, sort.startswith("-")
    wanted = f"-{column.key}" if current and not descending else column.key
    url = f"?{_changed(query, sort=wanted, sida=None)}" if column.sort else ""
    order = ("descending" if descending else "ascending") if current else ""
    return {"column": column, "url": url, "order": order}


def _changed(query: QueryDict | None, **changes: str | None) -> str:
    """The query string with some values changed; None takes one away."""
    if query is None:
        return "&".join(f"{key}={value}" for key, value in changes.items() if value is not None)
    copy = query.copy()
    for key, value in changes.items():
        copy.pop(key, None)
        if value is not None:
            copy[key] = value
    return str(copy.urlencode())


@register.simple_block_tag
def cell(content: str, column: Column) -> SafeString | str:
    """A cell of a column: set as its column is, named for the phone's cards, and absent when the column is not shown."""
    if not column.shown:
        return ""
    # The content is a rendered template and the opening escaped, so nothing is escaped here.
    return SafeString(f"{column.opening}{content.strip()}</{'th' if column.primary else 'td'}>")


@register.inclusion_tag("ui/table_tools.html", takes_context=True)
def table_tools(context: template.Context, columns: Columns | None = None, formats: str = "") -> dict[str, Any]:
    """Column choice, and links to the same rows as files: `formats="xlsx csv ods"`."""
    query = context["request"].GET
    kept = [(key, value) for key, values in query.lists() if key not in {"kolumn", "sida"} for value in values]
    links = [(name, f"?{_changed(query, format=name, sida=None)}") for name in formats.split()]
    return {"columns": columns, "kept": kept, "links": links}


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any], target: str = "") -> dict[str, Any]:
    """Links to the other pages of a list, keeping search, filter and order; nothing when there is one page."""
    query = context["request"].GET
    numbers = [
        (n, f"?{_changed(query, sida=str(n))}") if isinstance(n, int) else (None, "")
        for n in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    before = f"?{_changed(query, sida=str(page.number - 1))}" if page.has_previous() else ""
    after = f"?{_changed(query, sida=str(page.number + 1))}" if page.has_next() else ""
    return {"page": page, "numbers": numbers, "before": before, "after": after, "target": target}
