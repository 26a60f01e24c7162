"""The flow picture: what each carried before, on the left, goes to who carries it after, on the right. An SVG without style or script;
the same figures stand in a table beside it."""

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from handtag.domain.cost_shift.flows import ENDS

WIDTH, HEIGHT, BAR, GAP, STEPS = 560, 340, 14, 0.06, 24
COLOURS = {"region": "#0062ba", "municipality": "#b3420c", "own_responsibility": "#6b4fa3", "other": "#5b6670", "undetermined": "#8a6d00"}
Stream = tuple[str, str, int]


def picture(streams: Sequence[Stream], names: Mapping[str, str]) -> SafeString:
    """The SVG of some streams (from, to, öre); `names` is what each end is called with its sum. Empty when nothing was paid."""
    drawn = [stream for stream in streams if stream[2] > 0]
    if not drawn:
        return SafeString("")
    alt: Any = import_module("altair")  # large, and only pictures need it
    bands, bars, labels = _laid_out(drawn, names)
    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    up = alt.Y("low:Q", axis=None, scale=alt.Scale(reverse=True, nice=False))
    colour = alt.Color("colour:N", scale=None)
    streams_drawn = (
        alt.Chart(alt.Data(values=bands)).mark_area(opacity=0.45).encode(x=across, y=up, y2="high:Q", color=colour, detail="id:N")
    )
    ends = alt.Chart(alt.Data(values=bars)).mark_bar().encode(x=across, x2="x2:Q", y=up, y2="high:Q", color=colour)
    left, right = (
        alt.Chart(alt.Data(values=[one for one in labels if one["side"] == side]))
        .mark_text(align=align, baseline="middle", fontSize=15, color="currentColor", lineBreak="|")
        .encode(x=across, y=up, text="text:N")
        for side, align in (("left", "left"), ("right", "right"))
    )
    chart = alt.layer(streams_drawn, ends, left, right).properties(width=WIDTH, height=HEIGHT)
    plain = chart.configure_view(stroke=None).configure_axis(grid=False).to_dict()
    plain["config"] |= {"background": "transparent", "font": "inherit"}
    return _inline(str(import_module("vl_convert").vegalite_to_svg(plain)))


def _inline(svg: str) -> SafeString:
    """The picture for the eye alone, as wide as its place: the text and the table beside it say the same."""
    start = svg.index("<svg ")
    head = svg[start : svg.index(">", start)]
    box = head[head.index("viewBox=") :]
    attributes = f'xmlns="http://www.w3.org/2000/svg" {box} aria-hidden="true" focusable="false"'
    return mark_safe(f"<svg {attributes}{svg[start + len(head) :]}")  # noqa: S308 made here, from numbers and our own words


def _laid_out(streams: Sequence[Stream], names: Mapping[str, str]) -> tuple[list[Any], list[Any], list[Any]]:
    """The curved bands, the bars they end in and the words beside the bars, with 1 as the whole height of all money."""
    whole = sum(ore for *_, ore in streams)
    left, right = (_stacked(streams, at, whole) for at in (0, 1))
    tops = {(side, end): low for side, ends in (("left", left), ("right", right)) for end, low, _high in ends}
    bands: list[Any] = []
    for number, (start, end, ore) in enumerate(streams):
        size = ore / whole
        bands += _band(number, tops["left", start], tops["right", end], size, COLOURS[end if start == end else start])
        tops["left", start] += size
        tops["right", end] += size
    bars, labels = [], []
    for side, ends, x, x2, at in (("left", left, 0.0, 0.02, 0.03), ("right", right, 0.98, 1.0, 0.97)):
        for end, low, high in ends:
            bars.append({"x": x, "x2": x2, "low": low, "high": high, "colour": COLOURS[end]})
            labels.append({"side": side, "x": at, "low": (low + high) / 2, "text": names[f"{side}.{end}"]})
    return bands, bars, labels


def _stacked(streams: Sequence[Stream], at: int, whole: int) -> list[tuple[str, float, float]]:
    """The ends of one side one under the other with a gap, none so thin that its words meet the next one's."""
    found, top = [], 0.0
    for end in ENDS:
        size = sum(stream[2] for stream in streams if stream[at] == end) / whole
        if size:
            found.append((end, top, top + size))
            top += max(size, 0.1) + GAP
    return found


def _band(number: int, left: float, right: float, size: float, colour: str) -> Iterator[dict[str, object]]:
    for step in range(STEPS + 1):
        part = step / STEPS
        low = left + (right - left) * part * part * (3 - 2 * part)
        yield {"id": number, "x": 0.02 + 0.96 * part, "low": low, "high": low + size, "colour": colour}
