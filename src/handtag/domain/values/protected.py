"""Text about where a person can be found, which shows itself only when it may. No rule about who may: that is the caller's."""

from typing import Final, NoReturn

MASK: Final = "protected"


class ProtectedText:
    """An address or a phone number. Of a person with protected identity it reads as the mask everywhere (OSL 22 kap. 1 §).

    `mask` is what stands instead, in the reader's language. No dataclass on purpose: those are unpacked field by field.
    """

    __slots__ = ("_text", "is_protected", "mask")

    def __init__(self, text: str, is_protected: bool, mask: object = MASK) -> None:
        self._text = text
        self.is_protected = is_protected
        self.mask = mask

    def __str__(self) -> str:
        return str(self.mask) if self.is_protected else self._text

    __repr__ = __str__

    def __bool__(self) -> bool:
        return self.is_protected or bool(self._text)

    def __deepcopy__(self, memo: object) -> "ProtectedText":
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("protected text is never stored in a session, a cache or a queue")

    def unlocked(self, reason: str) -> str:
        """The text itself, for who has stated a reason that is logged. Raises ValueError without one."""
        if not reason.strip():
            raise ValueError("protected text is unlocked with a reason")
        return self._text
