"""Parameters that rules ask for: which values are in force when, and the days on which an answer may change although no rule does."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date

from handtag.domain.agreement.schema import Agreement, AgreementError, DatedValue, Parameter


def used_parameters(document: Agreement) -> Mapping[str, Parameter]:
    """The parameters that conditions name. Raises AgreementError naming table, row and cell for one that is not there or no whole number,
    and for one without a value on the agreement's first day."""
    found: dict[str, Parameter] = {}
    for place, name in _named(document):
        parameter = document.parameter_by_id.get(name)
        if parameter is None:
            known = ", ".join(sorted(document.parameter_by_id)) or "none"
            raise AgreementError(f"{place}: there is no parameter {name}; the agreement has {known}")
        wrong = next((dated.value for dated in parameter.values if type(dated.value) is not int), None)
        if wrong is not None:
            raise AgreementError(f"{place}: the parameter {name} is {wrong!r}, not a whole number")
        if parameter.dated_on(document.valid_from) is None:
            raise AgreementError(f"{place}: the parameter {name} has no value on the agreement's first day, {document.valid_from}")
        found[name] = parameter
    return found


def _named(document: Agreement) -> Iterator[tuple[str, str]]:
    for table in document.tables:
        for row in table.rows:
            for column, cell in row.when.items():
                yield from ((f"table {table.id}, row {row.id}, cell {column}", name) for name in cell.parameters)
    for assumption in document.assumptions:
        for column, cell in assumption.when.items():
            yield from ((f"assumption {assumption.fact}, cell {column}", name) for name in cell.parameters)


class Epochs:
    """The spans of days in which every parameter that rules name keeps its value. Before the first day the first values count."""

    def __init__(self, parameters: Mapping[str, Parameter]) -> None:
        self._parameters = parameters
        self.cuts = tuple(sorted({dated.since for parameter in parameters.values() for dated in sorted_values(parameter)[1:]}))

    def number(self, day: date | None) -> int:
        """Which span a day lies in; without a day the newest."""
        return len(self.cuts) if day is None else bisect_right(self.cuts, day)

    def values(self, number: int) -> Mapping[str, DatedValue]:
        """The values of one span, each with the day it began."""
        if not number:
            return {name: sorted_values(parameter)[0] for name, parameter in self._parameters.items()}
        day = self.cuts[number - 1]
        return {name: parameter.dated_on(day) or sorted_values(parameter)[0] for name, parameter in self._parameters.items()}


def sorted_values(parameter: Parameter) -> list[DatedValue]:
    return sorted(parameter.values, key=lambda dated: dated.since)
