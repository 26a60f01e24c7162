"""How the body of a message is read: as JSON that the database can keep."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class StorableParser(Parser):
    """JSON whose texts hold neither a NUL nor half a character: no database keeps them. Other bodies are answered with 400."""

    def parse_body(self, request: HttpRequest) -> Any:
        plain = json.loads(request.body)
        if b"\\u" in request.body and any(UNSTORABLE.search(text) for text in _texts(plain)):
            raise ValueError("a character that cannot be stored")
        return plain


def _texts(plain: Any) -> Iterator[str]:
    """Every text in it, names too."""
    waiting = [plain]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            waiting += one
