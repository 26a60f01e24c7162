"""The five ways a request can end without an answer. Codes are translated in usecases/messages.py, never here."""

from collections.abc import Mapping


class HandtagError(Exception):
    """A coded outcome that delivery packages translate; `field` names the input it concerns, `params` fill the sentence."""

    def __init__(self, code: str, *, field: str | None = None, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.params: Mapping[str, object] = params

    def __str__(self) -> str:
        return f"{self.code} {dict(self.params)}" if self.params else self.code


class Refused(HandtagError):
    """A rule says no; the code says which rule, the params who may and what to do instead."""


class NotAllowed(HandtagError):
    """The actor's role does not hold the permission in this scope."""


class NotFound(HandtagError):
    """It does not exist, or it is outside what the actor may see: the two are never told apart."""


class Conflict(HandtagError):
    """Someone changed the same thing meanwhile, or a command id was used again with other content."""


class Unavailable(HandtagError):
    """It cannot be answered now, whoever asks: the log cannot be written, for one."""
