"""Where a protected person can be found is shown by no way of writing it out."""

import json
import pickle
from copy import deepcopy
from dataclasses import asdict, dataclass

import pytest

from handtag.domain.values.protected import ProtectedText

SECRET = "Furavägen 1"


@dataclass
class Page:
    address: ProtectedText


@pytest.mark.law("OSL 22 kap. 1 §")
@pytest.mark.parametrize(
    "write",
    [str, repr, "{}".format, lambda t: f"{t!r} {t}", lambda t: json.dumps([t], default=str, ensure_ascii=False),
     lambda t: str(asdict(Page(t))), lambda t: str(Page(t)), lambda t: str(deepcopy([t]))],
)  # fmt: skip
def test_protected_text_is_written_as_its_mask(write: object) -> None:
    assert SECRET not in write(ProtectedText(SECRET, True))  # type: ignore[operator]
    assert SECRET in write(ProtectedText(SECRET, False))  # type: ignore[operator]


@pytest.mark.law("ASVS 14.3")
def test_protected_text_is_never_put_in_a_session() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(ProtectedText(SECRET, True))


def test_it_is_unlocked_only_with_a_reason() -> None:
    assert ProtectedText(SECRET, True).unlocked("home visit") == SECRET
    with pytest.raises(ValueError, match="reason"):
        ProtectedText(SECRET, True).unlocked(" ")


def test_an_empty_address_is_empty_and_a_protected_one_does_not_tell() -> None:
    assert not ProtectedText("", False)
    assert ProtectedText("", True)
