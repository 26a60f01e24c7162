"""Default deny for reads: every queries.py reads a scoped model through `visible_to(viewer)` and nothing else (checked by a test)."""

from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

from handtag.domain.access import Scope, Viewer

M = TypeVar("M", bound=models.Model)

NOTHING = Q(pk__in=())


class ScopedQuerySet(models.QuerySet[M]):
    """A queryset whose model says in `scope(viewer)` which of its rows that viewer may see."""

    def visible_to(self, viewer: Viewer) -> Self:
        if viewer.scope is Scope.ALL:
            return self
        rule: Q = self.model.scope(viewer)  # type: ignore[attr-defined]
        return self.filter(rule)


class ScopedModel(models.Model):
    """Base of every model with a viewer: without an own `scope` nobody sees a row."""

    objects: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return NOTHING
