"""Published agreement versions, immutable: a decision made under one can be made again from it for ever; and drafts of new ones."""

from django.db import models
from django.db.models import Q

from handtag.apps.access.models import User
from handtag.apps.organisations.models import County
from handtag.db.append_only import AppendOnlyModel
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Permission, Viewer

DRAFT_STATES = [(s, s) for s in ("editing", "submitted", "approved", "withdrawn")]


class AgreementVersion(AppendOnlyModel):
    """`document` is the canonical JSON whose SHA-256 is `document_hash`.

    Valid from and to are inclusive; `valid_to` null = until replaced. `doubts` tells in Markdown which passages can be read in
    more than one way and how they were read.
    """

    agreement_id = models.CharField(max_length=40)
    version = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    document = models.TextField()
    document_hash = models.CharField(max_length=64)
    doubts = models.TextField(blank=True, default="")
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement_id", "version"], name="one_document_per_version"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
                name="version_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.version}"


class AgreementCase(AppendOnlyModel):
    """A worked case that was agreed with a version: facts, the answers agreed for them, and where the agreement says so."""

    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="cases")
    position = models.PositiveIntegerField()
    case_id = models.CharField(max_length=120)
    title = models.TextField()
    facts = models.JSONField()
    expect = models.JSONField()
    source = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "case_id"], name="one_case_per_id_and_version")]


class Draft(ScopedModel):
    """A copy of a published version that is being changed. `document` and `cases` are the working copy: what the log of changes leads
    to from the version it began as. `revision` counts the changes; whoever changes says which revision was read."""

    key = models.UUIDField(unique=True)
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="drafts")
    based_on = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="drafts")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="drafts")
    document = models.TextField()
    cases = models.JSONField(default=list)
    doubts = models.TextField(blank=True, default="")
    revision = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=20, choices=DRAFT_STATES, default="editing")
    published = models.OneToOneField(AgreementVersion, null=True, on_delete=models.PROTECT, related_name="draft")
    started_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s for s, _ in DRAFT_STATES]), name="draft_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="approved", published__isnull=False) | (~Q(state="approved") & Q(published__isnull=True)),
                name="an_approved_draft_is_published",
            ),
        ]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        may = viewer.may(Permission.DRAFT_AGREEMENT) or viewer.may(Permission.APPROVE_AGREEMENT)
        return Q(county_id=viewer.county_id) if may else NOTHING


class DraftChange(AppendOnlyModel):
    """Who did what to a draft and when: a part put, removed or moved, or a step towards approval.

    `old` and `new` are the part; a new or moved rule stands before the rule `before`, else last."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="changes")
    revision = models.PositiveIntegerField()
    action = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, blank=True)
    part = models.CharField(max_length=120, blank=True)
    before = models.CharField(max_length=120, blank=True)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    comment = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="draft_changes")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "revision"], name="one_change_per_revision")]
