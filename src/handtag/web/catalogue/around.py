"""What an article's page tells beside price and stock, in words: measures, what fits, groups, decisions, instructions, files."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from handtag.apps.catalogue import queries, queries_details
from handtag.domain.access import Permission, Viewer
from handtag.web.catalogue.changes import CHANGES
from handtag.web.catalogue.words import FILE_KINDS, STEPS, value_words
from handtag.web.ui.tables import Column, Columns

FIT_COLUMNS = Columns(
    Column("part", _("Article"), primary=True),
    Column("standard", _("Comes with it"), kind="number"),
    Column("most", _("At most"), kind="number"),
    Column("whole", _("Fits")),
)
DECISION_COLUMNS = Columns(
    Column("from", _("From"), kind="date", primary=True),
    Column("assortment", _("Assortment"), kind="status"),
    Column("whose", _("For")),
    Column("reason", _("Reason")),
)


def told_around(viewer: Viewer, article: Any) -> Mapping[str, Any]:
    """For the template; what is empty is left out there."""
    found = queries_details.details(article)
    may_manage = viewer.may(Permission.MANAGE_CATALOGUE)
    return {
        "own_assortment": queries.assortments(viewer, [article])[article.pk],
        "values": [
            (one.attribute.name, value_words(one.value, one.attribute.type, one.attribute.unit)) for one in found.values if one.value
        ],
        "parts": found.parts,
        "groups": [(group, [one.article for one in group.members.all() if one.article_id != article.pk]) for group in found.groups],
        "decisions": found.decisions,
        "instructions": [(STEPS[one.step], one) for one in found.instructions],
        "pictures": found.pictures,
        "documents": [(FILE_KINDS[one.kind], one) for one in found.documents],
        "changes": list(CHANGES.values()) if may_manage else [],
        "may_manage": may_manage,
        "fit_columns": FIT_COLUMNS,
        "decision_columns": DECISION_COLUMNS,
        "to_compare": ",".join([article.number, *(one.article.number for group in found.groups for one in group.members.all())]),
    }
