"""Everything a database holds, as lines that are the same on both engines when the content is: rows by number, not by key."""

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Model


def dump() -> list[str]:
    """A line per row of every table of ours, in the order the rows were made; a foreign key is the number of its row."""
    ours = [model for app in apps.get_app_configs() if app.name.startswith("handtag.apps.") for model in app.get_models()]
    numbers = {model: {pk: n for n, pk in enumerate(_ordered(model).values_list("pk", flat=True), 1)} for model in ours}
    return [line for model in ours for line in _lines(model, numbers)]


def _ordered(model: type[Model]) -> Any:
    return model._default_manager.order_by("pk")


def _lines(model: type[Model], numbers: dict[type[Model], dict[Any, int]]) -> Iterator[str]:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key and field.name != "password"]  # drawn by chance
    for number, row in enumerate(_ordered(model).iterator(2000), 1):
        yield f"{model._meta.label} {number} " + " ".join(f"{field.attname}={_value(field, row, numbers)}" for field in fields)


def _value(field: Any, row: Model, numbers: dict[type[Model], dict[Any, int]]) -> str:
    value = getattr(row, field.attname)
    if isinstance(field, models.ForeignKey) and field.related_model in numbers and value is not None:
        return f"#{numbers[field.related_model].get(value)}"
    if isinstance(field, models.BinaryField) and value is not None:
        return bytes(value).hex()
    if isinstance(field, models.JSONField):
        return json.dumps(value, sort_keys=True, ensure_ascii=False)
    return repr(value)
