"""An agreement as DMN 1.3: every answer a decision table in FEEL, the product list a table that the others look up. Complete facts are
answered as here; what is certain although facts are missing is not expressible in DMN."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

from handtag.domain.agreement.facts import FLAG_FACTS, LOWEST
from handtag.domain.agreement.schema import Agreement, Assumption, Cell, End, Parameter, Row

MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/"
NAMESPACE = "urn:handtag:agreement"
AREA, PRODUCT, NOTES, CONDITION = "area", "row", "notes", "condition"
TEXTS = "tTexts"
ANY = "-"


def write_dmn(document: Agreement, path: Path) -> None:
    """Writes the agreement's decisions. Raises OSError when the file cannot be written; nothing is left half-written."""
    half = path.with_name(f".{path.name}.part")
    try:
        half.write_bytes(dmn(document))
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def dmn(document: Agreement) -> bytes:
    """The DMN 1.3 document as UTF-8 XML."""
    return _Model(document).xml()


def text(value: str) -> str:
    """A FEEL string."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


class _Model:
    """Collects the decisions and the inputs they turn out to need."""

    def __init__(self, document: Agreement) -> None:
        self._document = document
        self._rules = [row for table in document.tables for row in table.rows]
        self._answers = tuple(dict.fromkeys(name for row in self._rules for name in row.then))
        self._assumed: dict[str, list[Assumption]] = {}
        for assumption in sorted(document.assumptions, key=lambda assumption: not assumption.when):
            self._assumed.setdefault(assumption.fact, []).append(assumption)
        self._inputs: dict[str, str] = {}
        self._parameters: dict[str, Parameter] = {}
        self._decisions: list[ET.Element] = []

    def xml(self) -> bytes:
        for name in self._answers:
            self._decision(name, [row for row in self._rules if name in row.then], partial(_given, name))
        if any(row.condition for row in self._rules):
            rows = [row for row in self._rules if "may_prescribe" in row.then]
            self._decision(CONDITION, rows, lambda row: text(row.condition) if row.condition else "null")
        if noted := [row for row in self._rules if row.notes]:
            self._decision(NOTES, noted, lambda row: f"[{', '.join(map(text, row.notes))}]", hit="COLLECT")
        self._products()
        self._areas()
        for parameter in self._parameters.values():
            self._value(parameter)
        return self._whole()

    def _whole(self) -> bytes:
        document = self._document
        top = ET.Element(
            "definitions",
            {"xmlns": MODEL, "id": "agreement", "name": document.title, "namespace": f"{NAMESPACE}:{document.id}:{document.version}"},
        )
        ET.SubElement(top, "description").text = f"{document.id} {document.version}, SHA-256 {document.document_hash}"
        texts = ET.SubElement(top, "itemDefinition", {"name": TEXTS, "isCollection": "true"})
        ET.SubElement(texts, "typeRef").text = "string"
        for name, kind in self._inputs.items():
            given = ET.SubElement(top, "inputData", {"id": f"i_{name}", "name": name})
            ET.SubElement(given, "variable", {"id": f"iv_{name}", "name": name, "typeRef": kind})
        top.extend(self._decisions)
        ET.indent(top)
        written: bytes = ET.tostring(top, encoding="utf-8", xml_declaration=True)
        return written

    # ── decisions ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _decision(self, name: str, rows: list[Row], answer: Callable[[Row], str], hit: str = "FIRST") -> None:
        columns = tuple(dict.fromkeys(column for row in rows for column in row.when))
        expressions = [self._expression(column) for column in columns]
        needs = [self._need(column) for column in columns]
        needs += [need for row in rows for cell in row.when.values() for need in self._needs_of(cell)]
        needs += [
            need for column in columns for assumption in self._assumed.get(column, []) for need in self._needs_of_assumption(assumption)
        ]
        made = _start(name, self._document.title, needs)
        table = _table(made, name, hit, expressions, [(name, TEXTS if name == NOTES else "string")])
        for row in rows:
            tests = [_test(column, row.when[column]) if column in row.when else ANY for column in columns]
            _rule(table, f"{name}_{row.id}", tests, [answer(row)], self._ground(row))
        self._decisions.append(made)

    def _ground(self, row: Row) -> str:
        quotes = " / ".join(self._document.clause_by_id[clause].quote for clause in row.clauses)
        return " · ".join(part for part in (row.id, quotes, row.open_because, row.reading) if part)

    def _expression(self, column: str) -> tuple[str, str]:
        """What a column asks, and its type; an assumption stands in for what is not said."""
        name = AREA if column == "product_area" else column
        kind = "boolean" if column in FLAG_FACTS else "number" if column in LOWEST else TEXTS if column.startswith("row.") else "string"
        said = name
        for assumption in reversed(self._assumed.get(column, [])):
            value = assumption.value if kind == "boolean" else text(assumption.value)
            follows = "".join(f" and {_holds(asked, cell)}" for asked, cell in assumption.when.items())
            said = f"if {name} = null{follows} then {value} else {said}"
        return said, kind

    def _need(self, column: str) -> tuple[str, str]:
        if column.startswith("row."):
            return "requiredDecision", PRODUCT
        if column == "product_area":
            return "requiredDecision", AREA
        return ("requiredDecision", column) if column in self._answers else self._input(column)

    def _input(self, name: str) -> tuple[str, str]:
        self._inputs[name] = self._expression(name)[1]
        return "requiredInput", name

    def _needs_of(self, cell: Cell) -> Iterator[tuple[str, str]]:
        if cell.kind in {"listed", "not_listed"}:
            yield "requiredDecision", PRODUCT
        for name in cell.parameters:
            self._parameters[name] = self._document.parameter_by_id[name]
            yield "requiredDecision", name

    def _needs_of_assumption(self, assumption: Assumption) -> Iterator[tuple[str, str]]:
        for column, cell in assumption.when.items():
            yield self._need(column)
            yield from self._needs_of(cell)

    def _products(self) -> None:
        """The printed row a code belongs to: the longest code that begins it."""
        products = sorted(self._document.products, key=lambda product: (-len(product.iso), product.iso))
        named = {column.removeprefix("row.") for row in self._rules for column in row.when if column.startswith("row.")}
        named |= {
            name for row in self._rules for cell in row.when.values() if cell.kind in {"listed", "not_listed"} for name in cell.values
        }
        names = sorted(named - {"listed"})
        made = _start(PRODUCT, self._document.title, [self._input("iso_code")])
        outputs = [(name, TEXTS) for name in ("listed", *names)]
        table = _table(made, PRODUCT, "FIRST", [("iso_code", "string")], outputs)
        for product in products:
            held = [_texts(product.attributes.get(name, ())) for name in names]
            ground = f"{product.iso} {product.name}"
            _rule(table, f"{PRODUCT}_{product.id}", [_begins((product.iso,))], [_texts(("yes",)), *held], ground)
        _rule(table, f"{PRODUCT}_none", [ANY], [_texts(("no",)), *("[]" for _ in names)], "")
        self._decisions.append(made)

    def _areas(self) -> None:
        """The area that is given, else the one the code lies in."""
        made = _start(AREA, self._document.title, [self._input("product_area"), self._input("iso_code")])
        table = _table(made, AREA, "FIRST", [("product_area", "string"), ("iso_code", "string")], [(AREA, "string")])
        _rule(table, f"{AREA}_given", ["not(null)", ANY], ["product_area"], "")
        for area in sorted(self._document.areas, key=lambda area: (-len(area.iso), area.iso)):
            _rule(table, f"{AREA}_{area.iso}", [ANY, _begins((area.iso,))], [text(area.product_area) if area.product_area else "null"], "")
        _rule(table, f"{AREA}_none", [ANY, ANY], ["null"], "")
        self._decisions.append(made)

    def _value(self, parameter: Parameter) -> None:
        """A dated value: the newest that has begun on the question's day; without a day the newest."""
        dated = sorted(parameter.values, key=lambda value: value.since)
        expression = str(dated[-1].value)
        for earlier, later in zip(reversed(dated[:-1]), reversed(dated[1:]), strict=True):
            expression = f'if date != null and date < date("{later.since}") then {earlier.value} else {expression}'
        needs = [self._input("date")] if len(dated) > 1 else []
        if needs:
            self._inputs["date"] = "date"
        made = _start(parameter.id, parameter.title, needs)
        ET.SubElement(made, "variable", {"id": f"v_{parameter.id}", "name": parameter.id, "typeRef": "number"})
        _order_variable(made)
        literal = ET.SubElement(made, "literalExpression", {"id": f"l_{parameter.id}", "typeRef": "number"})
        ET.SubElement(literal, "text").text = expression
        self._decisions.append(made)


# ── the parts of a decision table ───────────────────────────────────────────────────────────────────────────────────


def _given(name: str, row: Row) -> str:
    return text(row.then[name])


def _start(name: str, title: str, needs: Iterable[tuple[str, str]]) -> ET.Element:
    made = ET.Element("decision", {"id": f"d_{name}", "name": name})
    ET.SubElement(made, "description").text = title
    for number, (kind, what) in enumerate(dict.fromkeys(needs)):
        need = ET.SubElement(made, "informationRequirement", {"id": f"n_{name}_{number}"})
        ET.SubElement(need, kind, {"href": f"#{'i' if kind == 'requiredInput' else 'd'}_{what}"})
    return made


def _order_variable(made: ET.Element) -> None:
    """The schema wants a decision's variable right after its description."""
    variable = made.find("variable")
    assert variable is not None
    made.remove(variable)
    made.insert(1, variable)


def _table(made: ET.Element, name: str, hit: str, asked: Sequence[tuple[str, str]], given: Sequence[tuple[str, str]]) -> ET.Element:
    if len(given) == 1:
        ET.SubElement(made, "variable", {"id": f"v_{name}", "name": name, "typeRef": given[0][1]})
    else:
        ET.SubElement(made, "variable", {"id": f"v_{name}", "name": name})
    _order_variable(made)
    table = ET.SubElement(made, "decisionTable", {"id": f"t_{name}", "hitPolicy": hit})
    for number, (expression, kind) in enumerate(asked):
        column = ET.SubElement(table, "input", {"id": f"c_{name}_{number}"})
        inside = ET.SubElement(column, "inputExpression", {"id": f"e_{name}_{number}", "typeRef": kind})
        ET.SubElement(inside, "text").text = expression
    for number, (output, kind) in enumerate(given):
        ET.SubElement(table, "output", {"id": f"o_{name}_{number}", "name": output, "typeRef": kind})
    ET.SubElement(table, "annotation", {"name": "clause"})
    return table


def _rule(table: ET.Element, name: str, tests: list[str], answers: list[str], ground: str) -> None:
    rule = ET.SubElement(table, "rule", {"id": f"r_{name}"})
    for number, test in enumerate(tests):
        ET.SubElement(ET.SubElement(rule, "inputEntry", {"id": f"r_{name}_i{number}"}), "text").text = test
    for number, answer in enumerate(answers):
        ET.SubElement(ET.SubElement(rule, "outputEntry", {"id": f"r_{name}_o{number}"}), "text").text = answer
    ET.SubElement(ET.SubElement(rule, "annotationEntry"), "text").text = ground


def _texts(values: Iterable[str]) -> str:
    return f"[{', '.join(map(text, values))}]"


def _begins(codes: Iterable[str]) -> str:
    return " or ".join(f"starts with(?, {text(code)})" for code in codes)


def _test(column: str, cell: Cell) -> str:
    """One condition as a FEEL unary test."""
    if cell.kind == "range":
        return _range(cell)
    if cell.kind in {"listed", "not_listed"}:
        held = " or ".join(f"list contains({PRODUCT}.{name}, ?)" for name in cell.values)
        return held if cell.kind == "listed" else f"not({held})"
    if column == "iso_code":
        return f"not({_begins(cell.values)})" if cell.kind == "none_of" else _begins(cell.values)
    if column.startswith("row."):
        held = " or ".join(f"list contains(?, {text(value)})" for value in cell.values)
        return f"not({held})" if cell.kind == "none_of" else held
    values = ", ".join(cell.values if column in FLAG_FACTS else map(text, cell.values))
    return f"not({values})" if cell.kind == "none_of" else values


def _holds(column: str, cell: Cell) -> str:
    """One condition as a FEEL expression that is true or false; what is not known is not one of the values."""
    if cell.kind == "range":
        return f"{column} in ({_range(cell)})"
    values = ", ".join(cell.values if column in FLAG_FACTS else map(text, cell.values))
    held = f"list contains([{values}], {column})"
    return f"not({held})" if cell.kind == "none_of" else held


def _range(cell: Cell) -> str:
    def end(value: End | None) -> str:
        return str(value)

    top = f"< {end(cell.below)}" if cell.below is not None else f"<= {end(cell.high)}" if cell.high is not None else ""
    if cell.low is None:
        return top
    if not top:
        return f">= {end(cell.low)}"
    return f"[{end(cell.low)}..{end(cell.below if cell.below is not None else cell.high)}{')' if cell.below is not None else ']'}"
