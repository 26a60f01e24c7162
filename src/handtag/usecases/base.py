"""The runner: one durable transaction per use case, a permission required, an audit entry written.

Who forgets either leaves nothing behind.
"""

import importlib
import json
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, is_dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar, get_type_hints
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction

from handtag.apps.audit import store as audit
from handtag.apps.audit.models import CommandReceipt
from handtag.apps.outbox import store as outbox
from handtag.db import wall
from handtag.db.fields import blind_index
from handtag.db.refusals import refuses_writes
from handtag.domain.access import Permission, Viewer
from handtag.domain.values.errors import Conflict, HandtagError, NotAllowed, NotFound, Unavailable
from handtag.domain.values.readings import data_kind
from handtag.files import marks
from handtag.telemetry import metrics
from handtag.usecases.asking import asking

SWEDEN = ZoneInfo("Europe/Stockholm")
READ_ONLY = "read_only"  # the mark that stops every change
In = TypeVar("In")
Out = TypeVar("Out")


class ForgottenDutyError(AssertionError):
    """A use case ended without requiring a permission or without auditing: a fault in our code, never shown as a refusal."""


class Point(StrEnum):
    """Every place where a use case can be cut off and something could be lost; the battery kills it at each of them."""

    BEFORE_TRANSACTION = "before the transaction"
    ADMITTED = "the transaction begun, nothing loaded"
    LOADED = "rows loaded and locked, permission given"
    STORED = "rows stored, nothing audited"
    AUDITED = "audited"
    EFFECT_LEFT = "effect in the outbox"
    ANSWERED = "everything done but the receipt"
    BEFORE_COMMIT = "everything written, nothing committed"
    COMMITTED = "committed, the reply not given"
    ROLLED_BACK = "refused and rolled back, the attempt not recorded"
    ATTEMPT_RECORDED = "the attempt recorded, the refusal not given"


def reached(point: Point) -> None:
    """Does nothing: a test of crashes puts its own function in this one's place, and no setting can."""


def clock() -> datetime:
    """The time of day, for who has to be told it."""
    return _time_of_day()


def _time_of_day() -> datetime:
    """The one place where it is read, so that a test can move it for everyone."""
    return datetime.now(UTC)  # noqa: TID251


def civil_day(moment: datetime) -> date:
    """The Swedish civil date of a UTC moment."""
    return moment.astimezone(SWEDEN).date()


@dataclass
class Context:
    """What a use case is given: who asks, when it is, and where its audit and effects go."""

    viewer: Viewer
    now: datetime
    command_id: UUID
    use_case: str
    door: str
    required: set[Permission] = field(default_factory=set)
    audited: int = 0
    _keys: int = 0

    @property
    def today(self) -> date:
        return civil_day(self.now)

    def require(self, permission: Permission, *, within: bool = True) -> None:
        """Go on only if the actor's role holds the permission and the loaded thing lies within its scope. Raises NotAllowed."""
        self.required.add(permission)
        if not (within and self.viewer.may(permission)):
            raise NotAllowed("access.refused", permission=permission.value, role=self.viewer.role.value)
        reached(Point.LOADED)

    def audit(self, action: str, target: str, **details: Any) -> None:
        """Record what was done to what; details hold codes, numbers and dates, never identity or health data."""
        self.audited += 1
        reached(Point.STORED)
        with _no_log_no_answer():
            audit.add_entry(
                self.viewer,
                at=self.now,
                use_case=self.use_case,
                action=action,
                target=target,
                details=details,
                command_id=self.command_id,
                door=self.door,
                reference=asking().reference,
            )
        reached(Point.AUDITED)

    def log_access(self, person_key: UUID | None, *, action: str, ground: str) -> None:
        """Record that this person's data is read (Patientdatalagen 4 kap. 3 §); counts as the audit of a reading use case."""
        self.log_readings({person_key: ground}, action=action)

    def log_readings(self, grounds: Mapping[UUID | None, str] | Mapping[UUID, str], *, action: str) -> None:
        """As log_access, for several persons read at once, each on its ground."""
        self.audited += len(grounds)
        kind = data_kind(action)
        with _no_log_no_answer():
            audit.add_access(self.viewer, grounds, at=self.now, action=action, data_kind=kind, door=self.door, reference=asking().reference)
        reached(Point.AUDITED)

    def after_commit(self, kind: str, **payload: Any) -> None:
        """Put an effect in the outbox, in this transaction; a timer performs it afterwards."""
        outbox.add_effect(kind, payload, at=self.now)
        reached(Point.EFFECT_LEFT)

    def new_key(self) -> UUID:
        """A key for a new row, derived from the command so that a replayed history gives the same keys."""
        self._keys += 1
        return uuid5(NAMESPACE_URL, f"{self.command_id}/{self._keys}")


@dataclass(frozen=True)
class UseCase(Generic[In, Out]):
    """A registered use case: call it with execute(), never directly."""

    name: str
    area: str
    input_type: type[In]
    permission: Permission
    audits: tuple[str, ...]
    function: Callable[[Context, In], Out]
    reads: bool = False
    past_the_wall: bool = False

    def asker(self, viewer: Viewer) -> wall.Asker:
        """As whom the database is asked: a reading that rests on a care relation as the role at its unit; anything else past the second
        wall, because whether it may be done can hang on rows of others (decision 0014).
        """
        related = self.reads and self.permission in wall.RESTS_ON_RELATION and not self.past_the_wall
        return wall.of_viewer(viewer) if related else wall.EVERYTHING

    def __call__(self, ctx: Context, data: In) -> Out:
        return self.function(ctx, data)


REGISTRY: dict[str, UseCase[Any, Any]] = {}


def load_all() -> dict[str, UseCase[Any, Any]]:
    """The registry with every use case in it, whoever imported what before."""
    import handtag.usecases

    for module in pkgutil.walk_packages(handtag.usecases.__path__, "handtag.usecases."):
        importlib.import_module(module.name)
    return REGISTRY


def use_case(
    permission: Permission, *, audits: str | tuple[str, ...], reads: bool = False, past_the_wall: bool = False
) -> Callable[[Callable[[Context, In], Out]], UseCase[In, Out]]:
    """Register a function `(ctx, data)` under its name; `audits` lists the audit actions it may write. A reading that must find
    persons the unit has no relation to says `past_the_wall`.
    """

    def register(function: Callable[[Context, In], Out]) -> UseCase[In, Out]:
        names = (audits,) if isinstance(audits, str) else audits
        found = UseCase(
            function.__name__,
            function.__module__.split(".")[-2],
            get_type_hints(function)["data"],
            permission,
            names,
            function,
            reads,
            past_the_wall,
        )
        REGISTRY[found.name] = found
        return found

    return register


@metrics.by_outcome
def execute(
    case: UseCase[In, Out],
    data: In,
    viewer: Viewer,
    *,
    now: datetime | None = None,
    command_id: UUID | None = None,
    door: str = "page",
) -> Out:
    """Run a use case once. The same command id with the same content gives the first answer again; with other content Conflict.

    A refused permission, and a person looked for in vain, is recorded on its own after everything is rolled back: attempts
    matter too (Patientdatalagen 4 kap. 3 §). A reading is answered only when its log is committed, and a repeated reading is a
    reading of its own. Raises Unavailable when the log cannot be written.
    """
    at = now or clock()
    ctx = Context(replace(viewer, at=at, on=civil_day(at)), at, command_id or uuid4(), case.name, door)
    reached(Point.BEFORE_TRANSACTION)
    try:
        with (
            _no_log_no_answer() if case.reads else _no_room_no_change(),
            wall.asking_as(case.asker(ctx.viewer)),
            transaction.atomic(durable=True),
        ):
            _admit(case, viewer)
            reached(Point.ADMITTED)
            answer = _run(case, data, ctx) if command_id is None or case.reads else _once(case, data, ctx, command_id)
            reached(Point.BEFORE_COMMIT)
        reached(Point.COMMITTED)
        return answer
    except Unavailable:
        raise
    except NotAllowed as refusal:
        _record_attempt(ctx, "access.refused", refusal)
        raise
    except NotFound as refusal:
        if case.reads:
            _record_attempt(ctx, "access.not_found", refusal)
        raise
    except (IntegrityError, HandtagError):
        # The same command in another process may have come first: then its answer is ours.
        if command_id is not None and (receipt := audit.receipt_for(command_id)) is not None:
            return _first_answer(case, data, ctx, receipt)
        raise


def _admit(case: UseCase[Any, Any], viewer: Viewer) -> None:
    """Whoever lacks the permission is refused before anything is looked up: no answer tells what exists. Nothing is changed while
    Handtag only reads.
    """
    if not viewer.may(case.permission):
        raise NotAllowed("access.refused", permission=case.permission.value, role=viewer.role.value)
    if not case.reads and (mark := marks.get(settings.STATE, READ_ONLY)) is not None:
        raise Unavailable("system.read_only", minutes=mark.get("minutes", 15))


def _run(case: UseCase[In, Out], data: In, ctx: Context) -> Out:
    answer = case.function(ctx, data)
    if case.permission not in ctx.required:
        raise ForgottenDutyError(f"{case.name} did not require its permission")
    if not ctx.audited:
        raise ForgottenDutyError(f"{case.name} audited nothing")
    return answer


def _once(case: UseCase[In, Out], data: In, ctx: Context, command_id: UUID) -> Out:
    receipt = audit.receipt_for(command_id)
    if receipt is not None:
        return _first_answer(case, data, ctx, receipt)
    answer = _run(case, data, ctx)
    reached(Point.ANSWERED)
    audit.add_receipt(
        command_id,
        actor=ctx.viewer.code,
        use_case=case.name,
        digest=_digest(data),
        answer=json.loads(_canonical(answer)),
        at=ctx.now,
    )
    return answer


def _first_answer(case: UseCase[In, Out], data: In, ctx: Context, receipt: CommandReceipt) -> Out:
    """What the command answered the first time, as its own type again. Raises Conflict when it was another command."""
    if (receipt.actor, receipt.use_case, receipt.digest) != (ctx.viewer.code, case.name, _digest(data)):
        raise Conflict("command.used_with_other_content")
    from pydantic import TypeAdapter

    answer: Out = TypeAdapter(get_type_hints(case.function)["return"]).validate_python(receipt.answer)
    return answer


def _digest(data: object) -> str:
    """Keyed, because the content may hold an identity number that could be guessed from a plain digest."""
    return blind_index("command", _canonical(data))


def _canonical(value: Any) -> str:
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, default=str)


def record_refusal(viewer: Viewer, place: str, refusal: HandtagError, *, door: str = "page") -> None:
    """Record that someone was stopped at the door of a page, before any use case, or asked there for what does not exist or is not
    theirs (Patientdatalagen 4 kap. 3 §). Raises Unavailable.
    """
    action = "access.refused" if isinstance(refusal, NotAllowed) else "access.not_found"
    _record_attempt(Context(viewer, clock(), uuid4(), place, door), action, refusal)


def record_stranger(action: str, *, actor: str, door: str, **details: Any) -> None:
    """Record an attempt by someone who is not signed in; details never hold what was typed as a secret."""
    with _no_log_no_answer(), transaction.atomic(durable=True):
        audit.add_stranger(actor, at=clock(), action=action, details=details, door=door, reference=asking().reference)
    asking().refusals += 1


def record_session(action: str, *, user_id: int, **details: Any) -> None:
    """Record that someone signed in or out: who and how, never with what (HSLF-FS 2016:40 4 kap. 9 §). Raises Unavailable."""
    with _no_log_no_answer(), transaction.atomic(durable=True):
        audit.add_stranger(f"user:{user_id}", at=clock(), action=action, details=details, door="page", reference=asking().reference)


def _record_attempt(ctx: Context, action: str, refusal: HandtagError) -> None:
    reached(Point.ROLLED_BACK)
    with _no_log_no_answer(), transaction.atomic(durable=True):
        ctx.audit(action, ctx.use_case, **refusal.params)
    reached(Point.ATTEMPT_RECORDED)
    asking().refusals += 1


@contextmanager
def _no_room_no_change() -> Iterator[None]:
    """A database that takes no changes is told apart from a fault of ours."""
    try:
        yield
    except DatabaseError as fault:
        if refuses_writes(fault):
            raise Unavailable("system.writes_refused", minutes=5) from fault
        raise


@contextmanager
def _no_log_no_answer() -> Iterator[None]:
    """Nothing is shown that could not be logged, and no attempt goes unrecorded (HSLF-FS 2016:40 4 kap. 9 §)."""
    try:
        yield
    except (DatabaseError, OSError) as fault:
        raise Unavailable("access.log_refused" if refuses_writes(fault) else "access.log_unavailable") from fault
