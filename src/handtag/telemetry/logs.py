"""Log lines as JSON, one a line, that hold nothing about a person: names of addresses and not their content, codes and not names."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from traceback import extract_tb
from typing import Any

reference: ContextVar[str] = ContextVar("reference", default="")
# What a number of a person can look like, with or without century, mark and blanks: the last wall, whoever wrote the line.
_NUMBER = re.compile(r"(?<!\d)(?:\d{2})?\d{6}[-+ ]?(?:\d{4}|[A-Z]{1,2}\d{2,3}|\d[A-Z]{2}\d)(?!\d)")
WITHHELD = "[number]"


class JsonLines(logging.Formatter):
    """time, level, logger, request, message; of an error its kind and where it arose, never its words or values."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request": reference.get(),
            "message": self._message(record),
        }
        line.update(getattr(record, "facts", {}))
        if record.exc_info and record.exc_info[0]:
            frames = extract_tb(record.exc_info[2])[-6:]
            line["error"] = record.exc_info[0].__name__
            line["at"] = [f"{frame.filename.rpartition('/src/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
        return without_numbers(json.dumps({name: value for name, value in line.items() if value != ""}, ensure_ascii=False, default=str))

    @staticmethod
    def _message(record: logging.LogRecord) -> str:
        """Django's lines about requests hold the address as it was written; ours names it."""
        request = getattr(record, "request", None)
        if record.name.startswith("django.") and request is not None:
            status = getattr(record, "status_code", "")
            return f"{getattr(request, 'method', '')} {route_of(request)} {status}".strip()
        if record.name.startswith("django."):
            return str(record.msg)  # the pattern without what was put into it
        return record.getMessage()


def route_of(request: Any) -> str:
    """The name of the address, or its pattern; never what stood in it."""
    match = getattr(request, "resolver_match", None)
    return str(getattr(match, "view_name", "") or getattr(match, "route", "") or "unknown")


def without_numbers(text: str) -> str:
    return _NUMBER.sub(WITHHELD, text)
